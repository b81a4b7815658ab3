import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PreviewedSetting } from '@nats-portal/plugin-nats-common';
import { natsTranslationRef } from '../../translation';
import styles from './RepositoryPreviewView.module.css';

const ORIGIN = {
  catalog: 'catalog',
  broker: 'broker',
  form: 'form',
  'cluster default': 'cluster',
  'platform default': 'platform',
  skeleton: 'skeleton',
} as const;

/** Every value with where it came from. */
export function PreviewSettings(props: {
  settings: readonly PreviewedSetting[];
}) {
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <table className={styles.settings}>
      <thead>
        <tr>
          <th scope="col">{t('preview.setting')}</th>
          <th scope="col">{t('preview.value')}</th>
          <th scope="col">{t('preview.origin')}</th>
        </tr>
      </thead>
      <tbody>
        {props.settings.map(({ name, value, origin }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value || t('preview.blank')}</td>
            <td>{t(`preview.from.${ORIGIN[origin]}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
