import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import { Asset, nackCommand } from '../../status/nackCommand';
import { natsTranslationRef } from '../../translation';
import { CodeExample } from '../CodeExample';

/** Metadata can say anything. */
function readRef(text: string): string | undefined {
  try {
    return parseEntityRef(text).name;
  } catch {
    return undefined;
  }
}

function Declared(props: { asset: Asset; entityRef: string; name: string }) {
  const { asset, entityRef, name } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const linkOf = useEntityRefLink();
  return (
    <>
      <Text as="p">
        {t('source.declared')} <Link href={linkOf(entityRef)}>{name}</Link>
      </Text>
      <Text as="p">{t('source.object')}</Text>
      <CodeExample text={nackCommand(asset)} />
    </>
  );
}

/** Which repository declares an asset, and which object of NACK; nothing where its metadata names none. */
export function DeclaredIn(props: {
  asset: Asset;
  /** As its metadata has it: the reference of a broker's entity. */
  declaredIn?: string;
}) {
  const { asset, declaredIn } = props;
  const name = declaredIn && readRef(declaredIn);
  return declaredIn && name ? (
    <Declared asset={asset} entityRef={declaredIn} name={name} />
  ) : null;
}
