import {
  appLanguageApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { formatsOf, Formats, toSize } from '../format/formatsOf';
import { natsTranslationRef } from '../translation';

/** {@link Formats} with the units that are translated. */
export interface TranslatedFormats extends Formats {
  /** Bytes with their unit, e.g. `4.6 GiB`. */
  size(bytes: number): string;
  /** A number per second with its unit, e.g. `3.4/s`. */
  rate(perSecond: number): string;
}

/** Formats in the language that the text is in, so that the two fit together. */
export function useFormats(): TranslatedFormats {
  const { language } = useApi(appLanguageApiRef).getLanguage();
  const { t } = useTranslationRef(natsTranslationRef);
  return useMemo(() => {
    const formats = formatsOf(language);
    return {
      ...formats,
      rate: perSecond =>
        t('unit.perSecond', { value: formats.rateValue(perSecond) }),
      size: bytes => {
        const { value, unit } = toSize(bytes);
        return t(`unit.${unit}`, { value: formats.sizeValue(value) });
      },
    };
  }, [language, t]);
}
