import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { ReactNode } from 'react';
import { Polled } from '../../hooks/usePolling';
import { toProblem } from '../../status/toProblem';
import { natsTranslationRef } from '../../translation';

/**
 * Shows the children where something is known, and otherwise why not. What is
 * known stays when a later request fails, but for what one may no longer see.
 */
export function PolledGate<T>(props: {
  polled: Polled<T>;
  /** As large as the children will be. */
  skeleton: ReactNode;
  /** What cannot be read, as a title. */
  brokenTitle: string;
  /** `old`: the latest request failed. */
  children: (data: T, old: boolean) => ReactNode;
}) {
  const { polled, skeleton, brokenTitle, children } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const { data, error } = polled;
  const problem = error && toProblem(error);
  // What one may no longer see must not stay on the screen.
  if (problem?.kind === 'forbidden') {
    return (
      <Alert
        icon
        status="info"
        title={t('forbidden.title')}
        description={t('forbidden.description', { message: problem.message })}
      />
    );
  }
  if (data !== undefined) {
    return <>{children(data, problem !== undefined)}</>;
  }
  return problem ? (
    <Alert
      icon
      status="danger"
      title={brokenTitle}
      description={problem.message}
    />
  ) : (
    <>{skeleton}</>
  );
}
