import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { ButtonLink } from '@backstage/ui';
import { natsTranslationRef } from '../../translation';
import { nameOf } from './useBrokerColumns';

/** Leads to the page of an entity. */
export function EntityLink(props: {
  /** A full reference. */
  entityRef: string;
}) {
  const { entityRef } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const linkOf = useEntityRefLink();
  return (
    <div>
      <ButtonLink href={linkOf(entityRef)}>
        {t('fleet.openEntity', { name: nameOf(entityRef) })}
      </ButtonLink>
    </div>
  );
}
