import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  NATS_CONSUMERS_ANNOTATION,
  NATS_STREAMS_ANNOTATION,
} from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { CodeExample } from '../CodeExample';
import styles from './MoreHint.module.css';

const ANNOTATIONS = {
  consumers: NATS_CONSUMERS_ANNOTATION,
  streams: NATS_STREAMS_ANNOTATION,
};

/** How many are not listed, and where they are; nothing where all are listed. */
export function MoreHint(props: {
  what: 'consumers' | 'streams';
  broker: string;
  shown: number;
  more: number;
}) {
  const { what, broker, shown, more } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  if (more === 0) {
    return null;
  }
  return (
    <div className={styles.root}>
      <Text as="p" variant="body-medium" className={styles.text}>
        {t(`${what}.more`, {
          shown: formats.count(shown),
          more: formats.count(more),
          annotation: ANNOTATIONS[what],
        })}
      </Text>
      <CodeExample
        text={`GET /api/nats/brokers/${encodeURIComponent(broker)}/${what}`}
      />
    </div>
  );
}
