/** A PRD of four clauses, one of which asks for something a user sees. */
export const PRD = `# Notes

- FR-1: A user can write a note with a title and a text.
- FR-2: A user can list their notes and read each one.
- FR-3: A user can delete a note.
- FR-4: The web app shows the newest note on the start page.
`;

/** Five operations on two resources, with authentication. */
export const CONTRACT = `openapi: 3.1.0
info: { title: Notes, version: '1.0' }
security: [{ bearer: [] }]
paths:
  /notes:
    get:
      tags: [notes]
      responses:
        '200': { description: All notes, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Note' } } } } }
    post:
      tags: [notes]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewNote' } } } }
      responses:
        '201': { description: Written, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }
  /notes/{noteId}:
    parameters: [{ name: noteId, in: path, required: true, schema: { type: string } }]
    get:
      tags: [notes]
      responses:
        '200': { description: The note, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }
        '404': { description: No such note }
    delete:
      tags: [notes]
      responses: { '204': { description: Gone } }
  /users/me:
    get:
      tags: [users]
      responses:
        '200': { description: The caller, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }
components:
  securitySchemes: { bearer: { type: http, scheme: bearer } }
  schemas:
    NewNote: { type: object, required: [title], properties: { title: { type: string }, text: { type: string } } }
    Note:
      type: object
      required: [id, title]
      properties:
        id: { type: string }
        title: { type: string }
        text: { type: string }
        authorId: { type: string }
    User: { type: object, properties: { id: { type: string }, name: { type: string } } }
`;

/** The same without the deletion of notes and with another title length: tasks go, tasks change. */
export const CHANGED_CONTRACT = CONTRACT.replace(/ {4}delete:\n.*\n.*\n/, '').replace(
  'title: { type: string }, text: { type: string } } }',
  'title: { type: string, maxLength: 80 }, text: { type: string } } }',
);

export const SDL = `type Query { note(id: ID!): Note, notes: [Note!]! }
type Mutation { addNote(title: String!): Note! }
type Note { id: ID!, title: String!, author: User }
type User { id: ID!, name: String }
`;

/** A body for POST /plans of these inputs. */
export const planRequest = (options: object = {}): object => ({
  prd: { text: PRD },
  contract: { text: CONTRACT },
  options,
});
