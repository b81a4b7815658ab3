import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { useEntityTabLink } from '../../hooks/useEntityTabLink';
import { natsTranslationRef } from '../../translation';
import { nameOf } from './useBrokerColumns';

/** Leads to what an entity's page says of NATS. */
export function EntityLink(props: {
  /** A full reference. */
  entityRef: string;
  /** What is to be opened there, as in the address of the page. */
  consumer?: string;
}) {
  const { entityRef, consumer } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const linkOf = useEntityTabLink();
  return (
    <div>
      <ButtonLink
        href={linkOf(entityRef, consumer === undefined ? {} : { consumer })}
      >
        {t('fleet.openEntity', { name: nameOf(entityRef) })}
      </ButtonLink>
    </div>
  );
}
