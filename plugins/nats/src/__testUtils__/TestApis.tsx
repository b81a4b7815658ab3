import { appLanguageApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { PropsWithChildren } from 'react';
import { NatsApi, natsApiRef } from '../api/NatsApi';
import { answering } from './renderEntity';
import { entityStatus } from './statuses';

const languageApi = {
  getLanguage: () => ({ language: 'en' }),
  getAvailableLanguages: () => ({ languages: ['en'] }),
  setLanguage: () => {},
  language$: jest.fn(),
};

/** What components of the plugin need around them, without an app. */
export function TestApis(props: PropsWithChildren<{ natsApi?: NatsApi }>) {
  const { natsApi = answering(entityStatus()), children } = props;
  return (
    <TestApiProvider
      apis={[
        mockApis.translation(),
        mockApis.error(),
        [appLanguageApiRef, languageApi],
        [natsApiRef, natsApi],
      ]}
    >
      {children}
    </TestApiProvider>
  );
}
