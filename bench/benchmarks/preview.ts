import { Entity } from '@backstage/catalog-model';
import { PREVIEW_PAUSE_MS } from '@nats-portal/plugin-nats-common';
import { join } from 'node:path';
import { Benchmark, Measured } from '../harness/Benchmark';
import { Stopwatch } from '../harness/Stopwatch';
import { startPortal } from './startPortal';

/** How soon after the last key the preview is to be there, milliseconds. */
const SOON = 300;
const WARM_UP = 20;
const ROUNDS = 50;

const cluster: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'local', namespace: 'default' },
  spec: { type: 'kubernetes-cluster', owner: 'group:default/a' },
};

/** What a form holds after a key: never the same twice. */
function form(key: number) {
  return {
    cluster: 'resource:default/local',
    name: `nats-${key}`,
    owner: 'group:default/a',
    messaging: {
      streams: [
        {
          name: 'JOBS',
          subjects: ['jobs.>'],
          retention: 'workqueue',
          maxAge: '24h',
          consumers: [{ durableName: 'echo', worker: {} }],
        },
      ],
    },
  };
}

export const preview: Benchmark = {
  name: 'preview',
  about:
    'from the last key in a form to the answer of the backend, over HTTP: the pause of the form, and one call',

  async run(say): Promise<Measured> {
    const root = join(__dirname, '../..');
    const portal = await startPortal({
      brokers: [],
      entities: [cluster],
      config: {
        skeleton: join(root, 'skeleton'),
        defaults: join(root, 'templates/defaults.yaml'),
      },
    });
    const watch = new Stopwatch();
    async function ask(key: number): Promise<void> {
      const response = await fetch(`${portal.url}/preview`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(form(key)),
      });
      const { files } = await response.json();
      if (!response.ok || files.length === 0) {
        throw new Error(`The portal answered ${response.status}`);
      }
    }
    try {
      say('warming up');
      for (let key = 0; key < WARM_UP; key++) {
        await ask(key);
      }
      say('one answer for each pause');
      for (let key = WARM_UP; key < WARM_UP + ROUNDS; key++) {
        await watch.time('answer', () => ask(key));
      }
    } finally {
      await portal.stop();
    }
    return {
      figures: watch.figures(),
      ratios: [
        {
          name: `pause of ${PREVIEW_PAUSE_MS} ms and answer, of ${SOON} ms`,
          value: (PREVIEW_PAUSE_MS + watch.median('answer')) / SOON,
          atMost: 1,
        },
      ],
      notes: ['What the browser takes to draw is not among it.'],
    };
  },
};
