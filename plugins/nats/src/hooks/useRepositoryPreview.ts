import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  PreviewRequest,
  RepositoryPreview,
} from '@nats-portal/plugin-nats-common';
import { useEffect, useState } from 'react';
import { natsApiRef } from '../api/NatsApi';

/** Typing on for less than this asks nothing, milliseconds. */
const PAUSE_MS = 150;

/** A preview and how it stands to the form. */
export interface PreviewState {
  /** The last one that came; kept while the next is on its way. */
  preview?: RepositoryPreview;
  /** True from a change of the form until its preview is there. */
  pending: boolean;
  error?: Error;
}

/** Asks for the preview of what a form holds, once for each pause in typing. */
export function useRepositoryPreview(
  request: PreviewRequest | undefined,
): PreviewState {
  const natsApi = useApi(natsApiRef);
  const [state, setState] = useState<PreviewState>({ pending: false });
  // Forms make new objects at each keystroke; only what they say counts.
  const body = request && JSON.stringify(request);

  useEffect(() => {
    if (!body) {
      setState({ pending: false });
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    setState(({ preview }) => ({ preview, pending: true }));
    const timer = setTimeout(() => {
      natsApi.getPreview(JSON.parse(body), { signal }).then(
        preview => !signal.aborted && setState({ preview, pending: false }),
        error =>
          !signal.aborted &&
          setState(({ preview }) => ({
            preview,
            pending: false,
            error: toError(error),
          })),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [body, natsApi]);

  return state;
}
