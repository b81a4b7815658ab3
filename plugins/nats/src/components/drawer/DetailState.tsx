import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Polled } from '../../hooks/usePolling';
import { toProblem } from '../../status/toProblem';
import { natsTranslationRef } from '../../translation';
import { Freshness } from '../status/Freshness';

/** Why the window of something is old or not there; takes the same room where it is fresh. */
export function DetailState(props: { polled: Polled<unknown> }) {
  const { data, error } = props.polled;
  const { t } = useTranslationRef(natsTranslationRef);
  return data === undefined && error ? (
    <Text variant="body-small">
      {t('drawer.broken', { message: toProblem(error).message })}
    </Text>
  ) : (
    <Freshness polled={props.polled} />
  );
}
