import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { buildSchema, graphql, GraphQLError } from 'graphql';

/** A library that lends books: sign-up and sign-in, envelopes with errors as data, a connection, an interface, a union. */
export const LIBRARY_SDL = `
interface Node { id: ID! }
enum Genre { NOVEL POETRY SCIENCE }
type Member implements Node { id: ID! username: String! email: String! bio: String loans: [Loan!]! }
type Book implements Node {
  id: ID!
  title: String!
  pages: Int
  genre: Genre!
  owner: Member!
  reviews: [Review!]!
  lent: Boolean!
}
type Review implements Node { id: ID! text: String! stars: Int! author: Member! }
type Loan implements Node { id: ID! book: Book! by: Member! }
type PageInfo { hasNextPage: Boolean! endCursor: String }
type BookEdge { cursor: String! node: Book! }
type BookConnection { edges: [BookEdge!]! nodes: [Book!]! pageInfo: PageInfo! }
union Found = Book | Member
type UserError { message: String! field: String }
input SignUpInput { username: String! email: String! password: String! }
input SignInInput { email: String! password: String! }
input NewBook { title: String! pages: Int genre: Genre! }
input BookChanges { title: String pages: Int }
input NewReview { text: String! stars: Int! }
type SignUpPayload { member: Member }
type SignInPayload { token: String member: Member }
type BookPayload { book: Book errors: [UserError!]! }
type ReviewPayload { review: Review errors: [UserError!]! }
type LoanPayload { loan: Loan errors: [UserError!]! }
type Query {
  book(id: ID!): Book
  books(first: Int, after: String): BookConnection!
  review(id: ID!): Review
  find(text: String!): [Found!]!
  genres: [Genre!]!
  me: Member
}
type Mutation {
  signUp(input: SignUpInput!): SignUpPayload!
  signIn(input: SignInInput!): SignInPayload!
  createBook(input: NewBook!): BookPayload!
  updateBook(id: ID!, changes: BookChanges!): BookPayload!
  deleteBook(id: ID!): Boolean!
  createReview(bookId: ID!, input: NewReview!): ReviewPayload!
  borrowBook(id: ID!): LoanPayload!
}
type Subscription { bookAdded: Book! }
`;

export const LIBRARY_PRD = `# Library
- FR-1: Anyone can sign up and sign in.
- FR-2: createBook, updateBook, deleteBook, createReview and borrowBook require a signed-in member.
- FR-3: Anyone can read and search books.
`;

/** Ways in which an implementation may be wrong. */
export type Fault =
  | 'create-forgets'
  | 'update-lost'
  | 'delete-keeps'
  | 'open-door'
  | 'wrong-thing'
  | 'any-book'
  | 'answers-null'
  | 'title-changed'
  | 'refuses-valid'
  | 'token-ignored'
  | 'review-lost'
  | 'list-broken'
  | 'wrong-type'
  | 'accepts-anything';

interface Member {
  id: string;
  username: string;
  email: string;
  password: string;
}
interface Review {
  id: string;
  text: string;
  stars: number;
  author: Member;
}
interface Book {
  id: string;
  title: string;
  pages: number | null;
  genre: string;
  owner: Member;
  reviews: Review[];
  lent: boolean;
}

/** The state of one library and what can be asked of it. */
function makeLibrary(fault: Fault | null) {
  const members = new Map<string, Member>();
  const sessions = new Map<string, Member>();
  const books = new Map<string, Book>();
  const reviews = new Map<string, Review>();
  let last = 0;
  const nextId = (): string => String((last += 1));
  const signedIn = (token: string | undefined): Member => {
    const member = token === undefined ? undefined : sessions.get(token);
    if (member !== undefined && fault !== 'token-ignored') return member;
    if (member === undefined && fault === 'open-door') return [...members.values()][0] ?? nobody();
    throw new GraphQLError('Sign in first.');
  };
  const bookOf = (id: string): Book => {
    const book = books.get(id) ?? (fault === 'any-book' ? [...books.values()].at(-1) : undefined);
    if (book === undefined) throw new GraphQLError('There is no such book.');
    return book;
  };
  const ok = <T extends object>(thing: T) => ({ ...thing, errors: [] });
  return (token: string | undefined) => ({
    me: () => (token === undefined ? null : (sessions.get(token) ?? null)),
    genres: ['NOVEL', 'POETRY', 'SCIENCE'],
    book: ({ id }: { id: string }) => {
      if (fault === 'wrong-thing') return [...books.values()][0] ?? null;
      return books.get(id) ?? (fault === 'any-book' ? ([...books.values()][0] ?? null) : null);
    },
    review: ({ id }: { id: string }) => reviews.get(id) ?? null,
    books: ({ first = 10 }: { first?: number }) => {
      if (fault === 'list-broken') throw new GraphQLError('Out of order.');
      const nodes = [...books.values()].slice(0, first);
      const edges = nodes.map((node) => ({ cursor: node.id, node }));
      return {
        nodes,
        edges,
        pageInfo: { hasNextPage: nodes.length < books.size, endCursor: nodes.at(-1)?.id ?? null },
      };
    },
    find: ({ text: wanted }: { text: string }) =>
      [...books.values()]
        .filter(({ title }) => title.includes(wanted))
        .map((book) => ({ __typename: 'Book', ...book })),
    signUp: ({ input }: { input: Omit<Member, 'id'> }) => {
      if ([...members.values()].some(({ email }) => email === input.email)) throw new GraphQLError('Taken.');
      const member = { id: nextId(), ...input, loans: [], bio: null };
      members.set(member.id, member);
      return { member };
    },
    signIn: ({ input }: { input: { email: string; password: string } }) => {
      const member = [...members.values()].find(({ email }) => email === input.email);
      if (member?.password !== input.password) throw new GraphQLError('Wrong e-mail or password.');
      const made = `token-${nextId()}-${member.id}`;
      sessions.set(made, member);
      return { token: made, member };
    },
    createBook: ({ input }: { input: Pick<Book, 'title' | 'pages' | 'genre'> }) => {
      const owner = signedIn(token);
      if (fault === 'refuses-valid') return { book: null, errors: [{ message: 'No.', field: null }] };
      const book: Book = { id: nextId(), ...input, owner, reviews: [], lent: false };
      if (fault === 'title-changed') book.title = book.title.toUpperCase();
      if (fault !== 'create-forgets') books.set(book.id, book);
      return fault === 'answers-null' ? { book: null, errors: [] } : ok({ book });
    },
    updateBook: ({ id, changes }: { id: string; changes: { title?: string; pages?: number } }) => {
      signedIn(token);
      const book = bookOf(id);
      const changed = { ...book, ...changes };
      if (fault !== 'update-lost') books.set(id, changed);
      return ok({ book: changed });
    },
    deleteBook: ({ id }: { id: string }) => {
      signedIn(token);
      const book = bookOf(id);
      if (fault !== 'delete-keeps') books.delete(book.id);
      return true;
    },
    createReview: ({ bookId, input }: { bookId: string; input: Pick<Review, 'text' | 'stars'> }) => {
      const author = signedIn(token);
      const review = { id: nextId(), ...input, author };
      bookOf(bookId).reviews.push(review);
      if (fault !== 'review-lost') reviews.set(review.id, review);
      return ok({ review });
    },
    borrowBook: ({ id }: { id: string }) => {
      const by = signedIn(token);
      const book = bookOf(id);
      book.lent = true;
      return ok({ loan: { id: nextId(), book, by } });
    },
  });
}

function nobody(): Member {
  return { id: '0', username: 'nobody', email: 'nobody@example.com', password: '' };
}

/** A running library, right or with one fault. Every request is remembered. */
export async function startLibrary(fault: Fault | null = null) {
  const schema = buildSchema(LIBRARY_SDL);
  const library = makeLibrary(fault);
  const requests: { query: string; authorization: string | undefined }[] = [];
  const answer = async (request: IncomingMessage): Promise<object> => {
    const { query, variables } = JSON.parse(await text(request)) as {
      query: string;
      variables: Record<string, unknown>;
    };
    const { authorization } = request.headers;
    requests.push({ query, authorization });
    const rootValue = library(authorization?.replace(/^Bearer /, ''));
    if (fault === 'accepts-anything' && Object.keys(variables).length === 0) return { data: null };
    const result = await graphql({ schema, source: query, rootValue, variableValues: variables });
    if (fault === 'wrong-type')
      return JSON.parse(JSON.stringify(result).replaceAll(/"lent":(\w+)/g, '"lent":"$1"')) as object;
    return result;
  };
  const server = createServer((request, response) => {
    void answer(request).then((body) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    requests,
    stop: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
}
