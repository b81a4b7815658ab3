/** The text of the page of all brokers. */
export const fleetMessages = {
  fleet: {
    title: 'NATS brokers',
    brokers: 'Brokers',
    worst: '{{name}} – {{reason}}.',
    share_one: '{{ok}} of {{total}} brokers is ok.',
    share_other: '{{ok}} of {{total}} brokers are ok.',
    allOk_one: 'The broker {{name}} is ok.',
    allOk_other: 'All {{total}} brokers are ok.',
    lastHour: 'Last hour',
    storageOverTime: 'Storage over time',
    lastHourIs: 'Last hour: {{label}}',
    minutes: '{{level}} for {{duration}}',
    noMinutes: 'nothing known yet',
    count: '{{total}} {{level}}',
    furthestBehind: 'Furthest behind',
    largestBacklogs: 'Largest backlogs',
    nobody: 'No consumer has anything waiting.',
    broken: 'The state of the brokers cannot be read',
    openEntity: 'Open {{name}} in the catalog',
    noEntityTitle: 'No page in the catalog',
    noEntity:
      'No entity of the catalog names this broker. With this in its catalog-info.yaml it has a page of its own:',
    noConsumers:
      'Consumers are not shown: the permission nats.messaging.read is missing.',
  },
  noBrokers: {
    title: 'No broker is configured',
    description:
      'Name the brokers in app-config.yaml of the backend; each is sampled from then on:',
  },
} as const;
