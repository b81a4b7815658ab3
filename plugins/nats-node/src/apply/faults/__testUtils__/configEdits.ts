/** Changes the text of a server's configuration. */
export type ConfigEdit = (text: string) => string;

/** Of the account that the portal's user is in. */
const ACCOUNT_JETSTREAM = /jetstream: (?:true|false)/;
const PORTAL_USER = 'user: "portal-app"';

function replacing(what: RegExp | string, by: string): ConfigEdit {
  return text => {
    const edited = text.replace(what, by);
    if (edited === text) {
      throw new Error(`The configuration has no ${what}`);
    }
    return edited;
  };
}

/** @param limit - what the account may hold, such as `max_streams: 500` */
export function limitedTo(limit: string): ConfigEdit {
  return replacing(ACCOUNT_JETSTREAM, `jetstream: { ${limit} }`);
}

/** The account without JetStream. */
export const withoutJetStream = replacing(
  ACCOUNT_JETSTREAM,
  'jetstream: false',
);

/** The portal's user without the right to ask one thing. */
export function denied(
  operation: 'publish' | 'subscribe',
  subject: string,
): ConfigEdit {
  return replacing(
    PORTAL_USER,
    `${PORTAL_USER}\npermissions: { ${operation}: { deny: ["${subject}"] } }`,
  );
}

/** The portal's user with a password that the portal does not know. */
export const withOtherPassword = replacing(
  new RegExp(`${PORTAL_USER}(\\s+)password: "[^"]*"`),
  `${PORTAL_USER}$1password: "another one"`,
);

/** A second user of the account, who may do everything whatever becomes of the portal's. */
export const TESTER = { user: 'tester', pass: 'tester' };
export const withTester = replacing(
  new RegExp(`\\{\\s+${PORTAL_USER}`),
  `{ user: "${TESTER.user}", password: "${TESTER.pass}" }\n{\n${PORTAL_USER}`,
);

/** Another right of a user of the system account: nobody's matter here, but no service answers while a server takes it in. */
export function withOtherSystemRight(name: string): ConfigEdit {
  return replacing('"_INBOX.>"', `"_INBOX.>"\n"${name}"`);
}
