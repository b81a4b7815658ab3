import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PlannedItem } from '@nats-portal/plugin-nats-common';
import {
  RiAddCircleFill,
  RiCheckboxCircleLine,
  RiDeleteBinFill,
  RiEditCircleFill,
  RiForbidFill,
  RemixiconComponentType,
} from '@remixicon/react';
import { natsTranslationRef } from '../../translation';
import styles from './PlanMark.module.css';

const ICONS: Record<PlannedItem['action'], RemixiconComponentType> = {
  create: RiAddCircleFill,
  update: RiEditCircleFill,
  recreate: RiDeleteBinFill,
  unchanged: RiCheckboxCircleLine,
  refused: RiForbidFill,
};

/** What a plan does with an asset, as icon and word. */
export function PlanMark(props: { action: PlannedItem['action'] }) {
  const { t } = useTranslationRef(natsTranslationRef);
  const Icon = ICONS[props.action];
  return (
    <span className={`${styles.mark} ${styles[props.action]}`}>
      <Icon size={16} aria-hidden="true" />
      {t(`plan.action.${props.action}`)}
    </span>
  );
}
