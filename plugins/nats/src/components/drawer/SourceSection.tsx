import { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { entitySource } from '../../status/entitySource';
import { natsTranslationRef } from '../../translation';
import { CodeExample } from '../CodeExample';
import { DrawerSection } from './Drawer';

/** Where what an entity names may be declared: a link and a command, as far as either is known. */
export function SourceSection(props: {
  entity: Entity;
  kind: 'streams' | 'consumers';
}) {
  const { entity, kind } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const { href, namespace } = entitySource(entity);
  if (!href && !namespace) {
    return null;
  }
  const { name, title = name } = entity.metadata;
  return (
    <DrawerSection title={t('source.title')}>
      {href && (
        <Text as="p">
          <Link href={href} target="_blank" rel="noopener noreferrer">
            {t('source.link', { name: title })}
          </Link>
        </Text>
      )}
      {namespace && (
        <CodeExample
          text={`kubectl -n ${namespace} get ${kind}.jetstream.nats.io`}
        />
      )}
    </DrawerSection>
  );
}
