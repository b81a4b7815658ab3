import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VerdictLevel } from '@nats-portal/plugin-nats-common';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiInformationFill,
  RiQuestionLine,
  RemixiconComponentType,
} from '@remixicon/react';
import { natsTranslationRef } from '../../translation';
import styles from './VerdictMark.module.css';

/** Five shapes, so that they differ without their colours; only `unknown` is hollow. */
const ICONS: Record<VerdictLevel, RemixiconComponentType> = {
  ok: RiCheckboxCircleFill,
  info: RiInformationFill,
  warning: RiAlertFill,
  error: RiCloseCircleFill,
  unknown: RiQuestionLine,
};

/** The icon of a verdict, for places where a word stands beside it. */
export function VerdictIcon(props: { level: VerdictLevel }) {
  const Icon = ICONS[props.level];
  return (
    <Icon
      size={16}
      aria-hidden="true"
      className={`${styles.icon} ${styles[props.level]}`}
    />
  );
}

/** A verdict as icon and word. */
export function VerdictMark(props: { level: VerdictLevel }) {
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <span className={styles.mark} data-level={props.level}>
      <VerdictIcon level={props.level} />
      {t(`level.${props.level}`)}
    </span>
  );
}
