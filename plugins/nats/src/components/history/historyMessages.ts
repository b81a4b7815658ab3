/** The text of what Prometheus knows. */
export const historyMessages = {
  history: {
    range: 'Time span',
    last: {
      '1h': 'Last hour',
      '6h': 'Last 6 hours',
      '24h': 'Last 24 hours',
      '7d': 'Last 7 days',
      '30d': 'Last 30 days',
    },
    broken: 'What was before cannot be read',
    none: 'Nothing older is kept: broker {{broker}} has no prometheus in nats.brokers of app-config.yaml.',
    nothing: 'Prometheus knows nothing of it in this time.',
    drag: 'From Prometheus. Drag over a part to see it larger.',
    messages: 'Messages',
    bytes: 'Size',
    label: '{{name}} ({{of}})',
    of: { highest: 'highest', mean: 'mean', last: 'at the end' },
    column: {
      backlog: 'Waiting',
      inFlight: 'In flight',
      redelivered: 'Redelivered',
      deliveredPerSecond: 'Delivered',
      messages: 'Messages',
      bytes: 'Size',
      publishedPerSecond: 'Published',
      storageUsed: 'Used',
      storageReserved: 'Reserved',
      storageLimit: 'Limit',
      servers: 'Servers',
    },
  },
} as const;
