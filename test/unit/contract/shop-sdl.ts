/**
 * A schema with a renamed root, an extension, cycles, an interface, a union and a directive with an argument type of
 * ours.
 */
export const SHOP_SDL = `
directive @auth(role: Role! = STAFF) on FIELD_DEFINITION
directive @unused on FIELD_DEFINITION
enum Role { STAFF OWNER }
schema { query: Root mutation: Mutation }
interface Node { id: ID! }
"""An animal that is sold."""
type Pet implements Node {
  id: ID!
  name: String!
  owner: Owner
  status: PetStatus! @deprecated(reason: "soon")
}
type Owner implements Node { id: ID! pets(first: Int = 10): [Pet!]! }
extend type Owner { mail: String @auth }
enum PetStatus { FREE SOLD }
union Found = Pet | Owner
input NewPet { name: String! ownerId: ID status: PetStatus = FREE }
type CreatePetPayload { pet: Pet! }
scalar Date
type Root { pet(id: ID!): Pet pets: [Pet!]! search(text: String!): [Found!]! today: Date }
type Mutation { createPet(input: NewPet!): CreatePetPayload @auth(role: OWNER) deletePet(id: ID!): Boolean }
`;
