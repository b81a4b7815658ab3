import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * All text of the plugin. What the backend says (reasons, messages of errors) comes as it is.
 *
 * @public
 */
export const natsTranslationRef = createTranslationRef({
  id: 'plugin.nats',
  messages: {
    title: 'NATS',
    allConsumers: 'All consumers',
    refresh: 'Refresh',
    tabs: 'What of the broker',
    tab: '{{label}} ({{total}})',
    copy: 'Copy',
    copied: 'Copied',
    none: '–',
    level: {
      ok: 'ok',
      info: 'info',
      warning: 'warning',
      error: 'error',
      unknown: 'unknown',
    },
    sentence: {
      broker: 'Broker {{name}} – {{reason}}.',
      consumer: '{{name}} – {{reason}}.',
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
      serversUnknown: 'not known',
      serverAnswers: '{{name}} answers',
      serverMissing: 'does not answer',
    },
    storage: {
      label: 'Storage',
      usedOf: '{{used}} of {{limit}}',
      unlimited: '{{used}}, no limit',
      unknown: 'not known',
    },
    server: {
      name: 'Server',
      version: 'Version',
      connections: 'Connections',
      memory: 'Memory',
      slowConsumers: 'Slow consumers',
      startedAt: 'Started',
      metaLeader: 'JetStream leader',
      none: 'No server has answered yet.',
    },
    consumers: {
      label: 'Consumers',
      consumer: 'Consumer',
      verdict: 'Verdict',
      trend: 'Trend',
      backlog: 'Backlog',
      inFlight: 'In flight',
      redelivered: 'Redelivered',
      openPulls: 'Open pulls',
      drainsIn: 'Drains in',
      waiting: '{{backlog}} waiting',
      drained: 'drained in {{duration}}',
      notDraining: 'not draining',
      none: '–',
      account: 'account {{account}}',
    },
    filter: {
      verdict: 'Verdict',
      consumers: 'Search consumers',
      none: 'Nothing matches.',
      clear: 'Show all',
    },
    trend: {
      none: 'no trend yet',
      steady: 'backlog steady at {{to}} for {{during}}',
      rose: 'backlog rose from {{from}} to {{to}} in {{during}}',
      fell: 'backlog fell from {{from}} to {{to}} in {{during}}',
      moved:
        'backlog between {{least}} and {{most}}, now {{to}}, over {{during}}',
    },
    drawer: {
      window: 'Over time',
      now: 'Now',
    },
    chart: {
      backlog: 'Backlog (messages)',
      waiting: 'Waiting',
      time: 'Time',
      value: '{{label}} {{value}}',
      label: 'Chart: {{title}}. The same numbers are in the table below.',
      zoom: 'Drag over a part to see it larger.',
      zoomed: 'A part of the window is shown.',
      showAll: 'Show all',
      table: 'The same as a table',
      tooFew: 'A line needs two samples at least; there will be one soon.',
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
    empty: {
      title: 'No consumers',
      description:
        'The broker has no consumer that this entity names. Create one, or name another:',
      neverReached:
        'Consumers are shown as soon as the broker was reached for the first time.',
    },
    forbidden: {
      title: 'No permission',
      description:
        '{{message}}. Ask the team that runs this portal for it; nothing is wrong with the broker as far as is known.',
    },
    broken: {
      title: 'The state of the broker cannot be read',
      timeout: 'no answer within {{seconds}} s',
      offline: 'the browser is offline',
      hidden: 'not asked while the page was hidden',
    },
    preview: {
      title: 'What will be generated',
      chooseCluster: 'Choose a cluster to see it.',
      broken: 'There is no preview',
      findings: 'Findings ({{total}})',
      noFindings: 'Nothing is wrong.',
      sums: 'Sums',
      settings: 'Settings ({{total}}, {{changed}} from the form)',
      files: 'Files ({{total}})',
      afterErrors: 'Shown when no finding is an error.',
      copies:
        'Each message is stored {{copies}} times: {{replicas}} replicas × {{storage}} copies of the storage.',
      volumes: '{{size}} of volumes.',
      resources: '{{cpu}} CPU and {{memory}} of memory for the servers.',
      workers: 'Workers of {{consumer}}:',
      workersAt: '{{replicas}} at {{backlog}} waiting',
      setting: 'Setting',
      value: 'Value',
      origin: 'From',
      blank: '–',
      from: {
        form: 'the form',
        cluster: "the cluster's default",
        platform: "the platform's default",
        skeleton: 'the skeleton',
      },
    },
    plan: {
      title: 'What will change on the broker',
      chooseBroker: 'Choose a broker and say what you want of it.',
      broken: 'There is no plan',
      nothing: 'Broker {{broker}} has all of this already: nothing changes.',
      does: 'On broker {{broker}}, {{create}} will be created and {{update}} changed; nothing is deleted.',
      refuses:
        'Broker {{broker}} would refuse {{refused}} of these, so nothing would be changed.',
      unchanged: '{{total}} stay as they are',
      change: '{{from}} → {{to}}',
      serverDefault: "the server's default",
      action: {
        create: 'create',
        update: 'change',
        unchanged: 'unchanged',
        refused: 'refused',
      },
      column: {
        action: 'What happens',
        asset: 'Asset',
        changes: 'Changes',
      },
    },
    unit: {
      B: '{{value}} B',
      KiB: '{{value}} KiB',
      MiB: '{{value}} MiB',
      GiB: '{{value}} GiB',
      TiB: '{{value}} TiB',
    },
  },
});
