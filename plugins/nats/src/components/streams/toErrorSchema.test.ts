import { toErrorSchema } from './toErrorSchema';

const schema = {
  type: 'array',
  items: {
    properties: {
      name: { type: 'string' },
      consumers: {
        type: 'array',
        items: { properties: { backoff: { items: { type: 'string' } } } },
      },
    },
  },
};

describe('toErrorSchema', () => {
  it('puts each message to its field, several beside each other', () => {
    expect(
      toErrorSchema(
        [
          { path: '[0].name', text: 'a' },
          { path: '[0].name', text: 'b' },
          { path: '[1].consumers[2].backoff[0]', text: 'c' },
          { path: '', text: 'd' },
        ],
        schema,
      ),
    ).toEqual({
      __errors: ['d'],
      0: { name: { __errors: ['a', 'b'] } },
      1: { consumers: { 2: { backoff: { 0: { __errors: ['c'] } } } } },
    });
  });

  it('puts what has no field to the item that it belongs to', () => {
    expect(
      toErrorSchema([{ path: '[0].placement.tags[1]', text: 'a' }], schema),
    ).toEqual({ 0: { __errors: ['a'] } });
  });

  it('adds to what is there, says nothing twice, and changes nothing', () => {
    const start = { 0: { name: { __errors: ['a'] } } };
    const texts = ['a', 'b'].map(text => ({ path: '[0].name', text }));
    expect(toErrorSchema(texts, schema, start)).toEqual({
      0: { name: { __errors: ['a', 'b'] } },
    });
    expect(start).toEqual({ 0: { name: { __errors: ['a'] } } });
  });
});
