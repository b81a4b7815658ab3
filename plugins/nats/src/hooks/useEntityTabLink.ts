import {
  AppTreeApi,
  appTreeApiRef,
  coreExtensionData,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';

/** As Backstage names {@link natsPlugin}'s tab. */
const TAB = 'entity-content:nats';

/** Where below an entity's page the tab is, as app-config.yaml has it; undefined where that is not known. */
function tabPathOf(appTree: AppTreeApi): string | undefined {
  const node = appTree.getTree().tree.nodes.get(TAB);
  const { filter } = (node?.spec.config ?? {}) as { filter?: unknown };
  // An app that chooses the entities itself may have chosen others.
  return filter === undefined
    ? node?.instance?.getData(coreExtensionData.routePath)
    : undefined;
}

/**
 * Leads to the tab of an entity, with what it is to open in the address's query; to the
 * entity's page where the app has no such tab, or is of the former frontend system, in
 * which nobody can tell its path.
 */
export function useEntityTabLink(): (
  entityRef: string,
  parameters?: Record<string, string>,
) => string {
  const linkOf = useEntityRefLink();
  const appTree = useApiHolder().get(appTreeApiRef);
  const path = appTree && tabPathOf(appTree)?.replace(/^\/|\/$/g, '');
  return useCallback(
    (entityRef, parameters = {}) => {
      const page = linkOf(entityRef);
      const query = new URLSearchParams(parameters).toString();
      return path ? `${page}/${path}${query && `?${query}`}` : page;
    },
    [linkOf, path],
  );
}
