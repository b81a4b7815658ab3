import { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { EntitySource, entitySource } from '../../status/entitySource';
import { natsTranslationRef } from '../../translation';
import { CodeExample } from '../CodeExample';
import { DrawerSection } from './Drawer';

/** What NACK, KEDA and Flux know of it, as far as the entity says where they are. */
function commandsOf(
  { namespace, selector, isScaled }: EntitySource,
  kind: 'streams' | 'consumers',
): string[] {
  const within = namespace && `kubectl -n ${namespace} get`;
  return [
    within && `${within} ${kind}.jetstream.nats.io`,
    within &&
      selector &&
      isScaled &&
      `${within} deployments,scaledobjects.keda.sh -l ${selector}`,
    selector &&
      !isScaled &&
      `kubectl get kustomizations.kustomize.toolkit.fluxcd.io -A -l ${selector}`,
  ].flatMap(command => command || []);
}

/** Where what an entity names may be declared: a link and commands, as far as they are known. */
export function SourceSection(props: {
  entity: Entity;
  kind: 'streams' | 'consumers';
}) {
  const { entity, kind } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const source = entitySource(entity);
  const commands = commandsOf(source, kind);
  if (!source.href && commands.length === 0) {
    return null;
  }
  const { name, title = name } = entity.metadata;
  return (
    <DrawerSection title={t('source.title')}>
      {source.href && (
        <Text as="p">
          <Link href={source.href} target="_blank" rel="noopener noreferrer">
            {t('source.link', { name: title })}
          </Link>
        </Text>
      )}
      {commands.map(command => (
        <CodeExample key={command} text={command} />
      ))}
    </DrawerSection>
  );
}
