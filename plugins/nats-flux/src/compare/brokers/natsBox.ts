import { shellWord } from '../text/shellWord';
import { Release } from './Release';

/** A command of the nats tool in the broker's own nats-box. */
export function inNatsBox({ names }: Release, command: string): string {
  return `kubectl -n ${shellWord(names.namespace)} exec deploy/${shellWord(
    `${names.fullname}-box`,
  )} -- nats ${command}`;
}

/** Restarts the pods of the broker, one after another. */
export function restartPods({ names }: Release): string {
  return `kubectl -n ${shellWord(
    names.namespace,
  )} rollout restart statefulset ${shellWord(names.statefulSet)}`;
}
