/** What is said of the state of a broker, wherever it stands. */
export const statusMessages = {
  level: {
    ok: 'ok',
    info: 'info',
    warning: 'warning',
    error: 'error',
    unknown: 'unknown',
    lasted: '{{level}} · {{lasted}}',
    lastedLong: 'for {{lasted}} at least',
  },
  sentence: {
    broker: 'Broker {{name}} – {{reason}}.',
    consumer: '{{name}} – {{reason}}.',
    since: 'Since {{time}}.',
    advice: '{{text}}.',
    share_one: '{{ok}} of {{total}} consumers is ok.',
    share_other: '{{ok}} of {{total}} consumers are ok.',
    allOk_one: 'The consumer keeps up.',
    allOk_other: 'All {{total}} consumers keep up.',
  },
  broker: {
    label: 'Broker',
    version: 'v{{version}}',
    servers: 'Servers',
    serversOf_one: '{{answering}} of {{total}} server',
    serversOf_other: '{{answering}} of {{total}} servers',
    least: 'at least {{total}}',
    serversUnknown: 'not known',
    serverAnswers: '{{name}} answers',
    serverMissing: 'does not answer',
  },
  storage: {
    label: 'Storage',
    usedOf: '{{used}} of {{limit}}',
    unlimited: '{{used}}, no limit',
    fullIn: '{{server}} is full in about {{duration}}',
    unknown: 'not known',
  },
  trend: {
    none: 'no trend yet',
    steady: 'backlog steady at {{to}} for {{during}}',
    rose: 'backlog rose from {{from}} to {{to}} in {{during}}',
    fell: 'backlog fell from {{from}} to {{to}} in {{during}}',
    moved:
      'backlog between {{least}} and {{most}}, now {{to}}, over {{during}}',
  },
  freshness: {
    stale: 'Numbers are {{age}} old: {{message}}',
  },
  finding: {
    error: 'Not all annotations can be read',
    warning: 'The annotations are odd',
  },
  missing: {
    title: 'No broker named',
    description:
      'Name the broker of this entity in its catalog-info.yaml, and the consumers that matter to it. Without a list, all consumers of the broker are shown.',
  },
  forbidden: {
    title: 'No permission',
    description:
      '{{message}}. Ask the team that runs this portal for it; nothing is wrong with the broker as far as is known.',
  },
  broken: {
    title: 'The state of the broker cannot be read',
    timeout: 'no answer within {{duration}}',
    offline: 'the browser is offline',
    hidden: 'not asked while the page was hidden',
  },
} as const;
