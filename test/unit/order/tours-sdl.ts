/** A travel agency's GraphQL contract in the style of large shops: verbs last, payloads per field, connections, channels. */
export const TOURS_SDL = `
type Query {
  tour(id: ID): Tour
  tours(first: Int, where: TourWhereInput): TourCountableConnection
  season(id: ID): Season
  guest(id: ID): Guest
  trip(id: ID): Trip
}
type Mutation {
  tourCreate(input: TourCreateInput!): TourCreate
  tourBulkCreate(tours: [TourBulkCreateInput!]!): TourBulkCreate
  tourDelete(id: ID): TourDelete
  tourTranslate(id: ID!, input: TranslationInput!): TourTranslate
  tourMediaCreate(input: TourMediaCreateInput!): TourMediaCreate
  departureCreate(input: DepartureCreateInput!): DepartureCreate
  departureSeatsCreate(id: ID!, seats: [SeatInput!]!): DepartureSeatsCreate
  departureDelete(id: ID): DepartureDelete
  seasonCreate(input: SeasonCreateInput!): SeasonCreate
  tagCreate(word: String!): Tag
  guestGroupCreate(guestIds: [ID!]): GuestGroup
  guestCreate(email: String!): GuestCreate
  tripCreate(input: TripCreateInput!): TripCreate
  tripLineDelete(id: ID!): TripLineDelete
  tripAddNote(trip: ID!, message: String!): TripAddNote
  tripTransfer(trip: ID, lines: [TripTransferLineInput!]!): TripTransfer
}
type Tour { id: ID! name: String departures: [Departure!] media: [TourMedia!] seasonListings: [TourSeasonListing!] translation: TourTranslation }
type TourCountableConnection { edges: [TourCountableEdge!]! totalCount: Int }
type TourCountableEdge { node: Tour! cursor: String! }
type TourTranslation { id: ID! name: String translatableContent: TourTranslatableContent }
type TourTranslatableContent { id: ID! tourId: ID! name: String translation: TourTranslation tour: Tour }
type TourMedia { id: ID! url: String! }
type TourSeasonListing { id: ID! season: Season! isPublished: Boolean! }
type Season { id: ID! name: String! }
type Departure { id: ID! code: String tour: Tour! seats: [Seat!] }
type Seat { id: ID! departure: Departure! quantity: Int! }
type Guest { id: ID! email: String! trips: [Trip!] }
type Trip { id: ID! guest: Guest season: Season! lines: [TripLine!]! transfers: [Transfer!]! deposits: [Deposit!]! events: [TripEvent!]! }
type TripLine { id: ID! departure: Departure quantity: Int! }
type TripEvent { id: ID! message: String }
type Transfer { id: ID! status: String! lines: [TransferLine!] }
type TransferLine { id: ID! quantity: Int! tripLine: TripLine }
type Deposit { id: ID! gateway: String! trip: Trip }
enum TourErrorCode { INVALID }
type TourError { field: String code: TourErrorCode! }
type BulkTourError { field: String code: TourErrorCode! index: Int }
type TripError { field: String message: String }
type TourCreate { errors: [TourError!]! tour: Tour }
type TourDelete { errors: [TourError!]! tour: Tour }
type TourBulkCreate { count: Int! results: [TourBulkResult!]! errors: [BulkTourError!]! }
type TourBulkResult { tour: Tour errors: [BulkTourError!] }
type TourTranslate { errors: [TourError!]! tour: Tour }
type TourMediaCreate { tour: Tour media: TourMedia errors: [TourError!]! }
type DepartureCreate { errors: [TourError!]! departure: Departure }
type DepartureSeatsCreate { errors: [TourError!]! departure: Departure }
type DepartureDelete { errors: [TourError!]! departure: Departure }
type SeasonCreate { season: Season errors: [TourError!]! }
type GuestCreate { guest: Guest errors: [TripError!]! }
type TripCreate { trip: Trip errors: [TripError!]! }
type TripLineDelete { trip: Trip tripLine: TripLine errors: [TripError!]! }
type TripAddNote { trip: Trip event: TripEvent errors: [TripError!]! }
type TripTransfer { transfers: [Transfer!] trip: Trip errors: [TripError!]! }
input TourWhereInput { ids: [ID!] AND: [TourWhereInput!] }
type Tag { id: ID! word: String! }
type GuestGroup { id: ID! guests: [Guest!]! }
input TourCreateInput { name: String tagIds: [ID!] }
input TourBulkCreateInput { name: String departures: [TourDepartureBulkCreateInput!] }
input TourDepartureBulkCreateInput { code: String }
input TranslationInput { name: String }
input TourMediaCreateInput { tour: ID! url: String }
input DepartureCreateInput { code: String tour: ID! seats: [SeatInput!] }
input SeatInput { quantity: Int! }
input SeasonCreateInput { name: String! }
input TripCreateInput { guest: ID seasonId: ID lines: [TripLineCreateInput!] }
input TripLineCreateInput { departureId: ID! quantity: Int! }
input TripTransferLineInput { tripLineId: ID! quantity: Int! }
`;
