import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { NATS_BROKER_ANNOTATION } from '@nats-portal/plugin-nats-common';
import { useEffect, useState } from 'react';
import { CATALOG_FIELDS, CatalogView } from '../fleet/CatalogView';

/** Nothing is known of a catalog that has not answered, or will not. */
const NOTHING = new CatalogView([]);

/** What the catalog knows of brokers and consumers; owners and links are not worth an error. */
export function useCatalogView(): CatalogView {
  const catalogApi = useApi(catalogApiRef);
  const [view, setView] = useState(NOTHING);
  useEffect(() => {
    let wanted = true;
    catalogApi
      .getEntities({
        filter: {
          [`metadata.annotations.${NATS_BROKER_ANNOTATION}`]:
            CATALOG_FILTER_EXISTS,
        },
        fields: CATALOG_FIELDS,
      })
      .then(
        ({ items }) => wanted && setView(new CatalogView(items)),
        () => {},
      );
    return () => {
      wanted = false;
    };
  }, [catalogApi]);
  return view;
}
