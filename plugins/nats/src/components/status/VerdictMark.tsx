import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Verdict, VerdictLevel } from '@nats-portal/plugin-nats-common';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiInformationFill,
  RiQuestionLine,
  RemixiconComponentType,
} from '@remixicon/react';
import { useFormats } from '../../hooks/useFormats';
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

/** A verdict as icon and word, and for how long it has been so. */
export function VerdictMark(props: {
  verdict: Pick<Verdict, 'level' | 'since'>;
  /** The clock that `since` is of, now. */
  now?: number;
}) {
  const { verdict, now } = props;
  const { level, since } = verdict;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const lasted =
    level === 'ok' || since === undefined || now === undefined
      ? undefined
      : formats.duration((now - since) / 1000);
  return (
    <span className={styles.mark} data-level={level}>
      <VerdictIcon level={level} />
      {lasted === undefined ? (
        t(`level.${level}`)
      ) : (
        <span title={t('level.lastedLong', { lasted })}>
          {t('level.lasted', { level: t(`level.${level}`), lasted })}
        </span>
      )}
    </span>
  );
}
