import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { changeMessages } from './components/change/changeMessages';
import { chartMessages } from './components/chart/chartMessages';
import { contentMessages } from './components/content/contentMessages';
import { drawerMessages } from './components/drawer/drawerMessages';
import { fleetMessages } from './components/fleet/fleetMessages';
import { historyMessages } from './components/history/historyMessages';
import { planMessages } from './components/plan/planMessages';
import { previewMessages } from './components/preview/previewMessages';
import { statusMessages } from './components/status/statusMessages';
import { streamsFieldMessages } from './components/streams/streamsFieldMessages';
import { tableMessages } from './components/table/tableMessages';

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
    copy: 'Copy',
    copied: 'Copied',
    example: 'Text to copy',
    none: '–',
    unit: {
      B: '{{value}} B',
      KiB: '{{value}} KiB',
      MiB: '{{value}} MiB',
      GiB: '{{value}} GiB',
      TiB: '{{value}} TiB',
      perSecond: '{{value}}/s',
    },
    ...statusMessages,
    ...contentMessages,
    ...tableMessages,
    ...fleetMessages,
    ...drawerMessages,
    ...chartMessages,
    ...historyMessages,
    ...previewMessages,
    ...streamsFieldMessages,
    ...planMessages,
    ...changeMessages,
  },
});
