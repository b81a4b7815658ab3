import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  checkMessaging,
  MessagingReading,
} from '@nats-portal/plugin-nats-common';
import { findSerious } from '../../__testUtils__/findSerious';
import { answering } from '../../__testUtils__/renderEntity';
import { entityStatus } from '../../__testUtils__/statuses';
import { TestApis } from '../../__testUtils__/TestApis';
import { PasteSpec } from './PasteSpec';

const schema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      subjects: { type: 'array', items: { type: 'string' } },
      maxBytes: { type: ['string', 'integer'] },
    },
  },
};

/** As the backend answers. */
function read(text: string): MessagingReading {
  const { spec, findings } = checkMessaging(text);
  return findings.some(({ severity }) => severity === 'error')
    ? { findings }
    : { spec, findings };
}

async function paste(
  text: string,
  answer: (text: string) => Promise<MessagingReading> = async asked =>
    read(asked),
) {
  const natsApi = answering(entityStatus());
  natsApi.readMessaging.mockImplementation(request => answer(request.text));
  const onItems = jest.fn();
  render(
    <TestApis natsApi={natsApi}>
      <PasteSpec list="streams" schema={schema} onItems={onItems} />
    </TestApis>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Paste YAML' }));
  const field = screen.getByRole('textbox', { name: /YAML or JSON/ });
  await userEvent.click(field);
  await userEvent.paste(text);
  return { onItems, field };
}

const button = (name: string) => screen.getByRole('button', { name });

describe('PasteSpec', () => {
  it('takes items as the form has them, and names what has no field', async () => {
    const { onItems, field } = await paste(
      'streams:\n- name: JOBS\n  subjects: [jobs.>]\n  maxBytes: 1Gi\n  denyDelete: true\nkeyValues:\n- bucket: settings\n',
    );
    expect(
      await screen.findByText(
        /1 is in this text\. Taken as well, without a field in the form: denyDelete\. What belongs into other lists is left out: Key-value buckets\./,
      ),
    ).toBeInTheDocument();
    expect(await findSerious(document.body)).toEqual([]);
    await waitFor(() => expect(button('Add to the list')).toBeEnabled());
    await userEvent.click(button('Add to the list'));
    expect(onItems).toHaveBeenCalledWith(
      [
        {
          name: 'JOBS',
          subjects: ['jobs.>'],
          maxBytes: '1Gi',
          denyDelete: true,
        },
      ],
      'add',
    );
    expect(field).not.toBeInTheDocument();
  });

  it('replaces the list with what a tool printed', async () => {
    const { onItems } = await paste(
      '{"name":"JOBS","subjects":["jobs.>"],"max_age":60000000000}',
    );
    await waitFor(() => expect(button('Replace the list')).toBeEnabled());
    await userEvent.click(button('Replace the list'));
    expect(onItems).toHaveBeenCalledWith(
      [{ name: 'JOBS', subjects: ['jobs.>'], maxAge: '1m' }],
      'replace',
    );
  });

  it('shows everything that is wrong with its line, and takes nothing', async () => {
    const { onItems } = await paste(
      'streams:\n- nam: JOBS\n  maxAge: 5 parsecs\n',
    );
    const region = screen.getByRole('region', { name: 'Paste YAML' });
    await waitFor(() => expect(region).toHaveTextContent(/line 2.*nam/));
    expect(region).toHaveTextContent(/line 3.*parsecs/);
    expect(button('Add to the list')).toBeDisabled();
    expect(button('Replace the list')).toBeDisabled();
    expect(onItems).not.toHaveBeenCalled();
  });

  it('says so when the backend does not answer', async () => {
    await paste('streams: []', () => Promise.reject(new Error('No answer')));
    expect(
      await screen.findByText(/The text cannot be read: No answer/),
    ).toBeInTheDocument();
    expect(button('Add to the list')).toBeDisabled();
  });
});
