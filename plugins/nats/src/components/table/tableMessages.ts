/** The text of what narrows a table down. */
export const tableMessages = {
  list: {
    shown: '{{shown}} of {{total}} shown.',
    more: 'Show more',
    broken: 'The list cannot be read',
    warning: 'Warning: {{message}}',
    item: '{{title}} {{number}}',
    line: 'line {{line}}, column {{column}}:',
  },
  filter: {
    verdict: 'Verdict',
    streams: 'Search streams',
    consumers: 'Search consumers',
    brokers: 'Search brokers',
    owner: 'Owner',
    anyOwner: 'All owners',
    cluster: 'Cluster',
    anyCluster: 'All clusters',
    none: 'Nothing matches.',
    clear: 'Show all',
  },
} as const;
