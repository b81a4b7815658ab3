/** Of a time that is far away; the app looks into it for when it ends. */
const TOKEN = Buffer.from(JSON.stringify({ exp: 4_000_000_000 })).toString(
  'base64url',
);

/** What an auth backend says of a guest. */
export const SESSION = {
  profile: {},
  backstageIdentity: {
    token: `.${TOKEN}.`,
    expiresInSeconds: 3_600,
    identity: {
      type: 'user',
      userEntityRef: 'user:default/guest',
      ownershipEntityRefs: [],
    },
  },
};
