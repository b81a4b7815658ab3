import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import {
  PlannedItem,
  PlanPreview,
  RecreateCost,
  UnlistedItem,
} from '@nats-portal/plugin-nats-common';
import { Answer } from '../../hooks/useAnswer';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { FindingList } from '../FindingList';
import styles from './MessagingPlanView.module.css';
import { PlanMark } from './PlanMark';

/** A value of a field as the spec would spell it; short ones as they are. */
function spelled(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function Change(props: { change: PlannedItem['changes'][number] }) {
  const { field, from, to } = props.change;
  const { t } = useTranslationRef(natsTranslationRef);
  const shown = (value: unknown) =>
    value === undefined || value === null
      ? t('plan.serverDefault')
      : spelled(value);
  return (
    <li>
      <code>{field}</code>{' '}
      {t('plan.change', { from: shown(from), to: shown(to) })}
    </li>
  );
}

/** What goes with the old one, and how somebody agrees to that. */
function Cost(props: { name: string; cost: RecreateCost }) {
  const { name, cost } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const { count, size } = useFormats();
  return (
    <ul className={styles.changes}>
      <li>
        {t('plan.cost', {
          messages: count(cost.messages),
          size: size(cost.bytes),
          consumers: count(cost.consumers),
        })}
      </li>
      {cost.lost.length > 0 && (
        <li>{t('plan.lost', { names: cost.lost.join(', ') })}</li>
      )}
      <li>{t('plan.toRecreate', { name })}</li>
    </ul>
  );
}

function Row(props: { item: PlannedItem }) {
  const { kind, name, action, changes, reason, cost } = props.item;
  return (
    <tr>
      <td>
        <PlanMark action={action} />
      </td>
      <th scope="row">
        <span className={styles.kind}>{kind}</span> {name}
      </th>
      <td>
        {reason && <Text>{reason}</Text>}
        {cost && action === 'refused' && <Cost name={name} cost={cost} />}
        {changes.length > 0 && (
          <ul className={styles.changes}>
            {changes.map(change => (
              <Change key={change.field} change={change} />
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}

function Rows(props: { items: readonly PlannedItem[] }) {
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <table className={styles.items}>
      <thead>
        <tr>
          <th scope="col">{t('plan.column.action')}</th>
          <th scope="col">{t('plan.column.asset')}</th>
          <th scope="col">{t('plan.column.changes')}</th>
        </tr>
      </thead>
      <tbody>
        {props.items.map(item => (
          <Row key={`${item.kind} ${item.name}`} item={item} />
        ))}
      </tbody>
    </table>
  );
}

/** What the broker has beside the spec: for who looks, and nothing to act upon. */
function Unlisted(props: { items: readonly UnlistedItem[] }) {
  const { items } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const { count } = useFormats();
  return (
    <details>
      <summary>{t('plan.unlisted', { total: count(items.length) })}</summary>
      <ul className={styles.changes}>
        {items.map(({ kind, name, owner }) => (
          <li key={`${kind} ${name}`}>
            <span className={styles.kind}>{t(`plan.kind.${kind}`)}</span> {name}{' '}
            {owner && (
              <span className={styles.kind}>
                {t('plan.unlistedOf', { owner })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A plan: a sentence, then what is refused, then what changes; what stays takes one line. */
function Plan(props: { plan: PlanPreview }) {
  const { broker, items, unlisted } = props.plan;
  const { t } = useTranslationRef(natsTranslationRef);
  const { count } = useFormats();
  const of = (action: PlannedItem['action']) =>
    items.filter(item => item.action === action);
  const refused = of('refused');
  const unchanged = of('unchanged');
  const changing = items.filter(item => !unchanged.includes(item));
  const recreated = of('recreate');
  const counts = {
    broker,
    create: count(of('create').length),
    update: count(of('update').length),
    recreate: count(recreated.length),
    refused: count(refused.length),
  };
  const sentence = () => {
    if (refused.length > 0) {
      return t('plan.refuses', counts);
    }
    return recreated.length > 0
      ? t('plan.recreates', counts)
      : t('plan.does', counts);
  };
  const status = () => {
    if (refused.length > 0) {
      return 'danger';
    }
    return recreated.length > 0 ? 'warning' : 'info';
  };
  return (
    <>
      <Alert
        icon
        status={status()}
        title={
          changing.length === 0 ? t('plan.nothing', { broker }) : sentence()
        }
      />
      {changing.length > 0 && (
        <Rows
          items={[...refused, ...recreated, ...of('update'), ...of('create')]}
        />
      )}
      {unchanged.length > 0 && (
        <details>
          <summary>
            {t('plan.unchanged', { total: count(unchanged.length) })}
          </summary>
          <Rows items={unchanged} />
        </details>
      )}
      {unlisted.length > 0 && <Unlisted items={unlisted} />}
    </>
  );
}

/** What applying would do, or why that cannot be said. */
export function MessagingPlanView(props: { answer: Answer<PlanPreview> }) {
  const { value: plan, pending, error } = props.answer;
  const { t } = useTranslationRef(natsTranslationRef);
  const wrong = plan?.findings.some(({ severity }) => severity === 'error');
  return (
    <section
      className={`${styles.root} ${pending ? styles.pending : ''}`}
      aria-label={t('plan.title')}
      aria-busy={pending}
    >
      <Text as="h3" variant="title-small">
        {t('plan.title')}
      </Text>
      {error && (
        <Alert
          icon
          status="danger"
          title={t('plan.broken')}
          description={error.message}
        />
      )}
      {!plan && !error && <Text>{t('plan.chooseBroker')}</Text>}
      {plan && plan.findings.length > 0 && (
        <FindingList findings={plan.findings} />
      )}
      {plan && !wrong && <Plan plan={plan} />}
    </section>
  );
}
