#!/bin/sh
# Makes what the planner expects of a Temporal server: the namespace and the search attributes. Safe to repeat.
# Reads TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.
set -eu

until temporal operator cluster health; do
  echo "waiting for $TEMPORAL_ADDRESS"
  sleep 2
done

temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 168h

# A new namespace takes up to ten seconds to be known everywhere.
until have=$(temporal operator search-attribute list --namespace "$TEMPORAL_NAMESPACE"); do
  sleep 2
done

# The same names and types as in workflows/search-attributes.ts.
add() {
  printf '%s\n' "$have" | grep -qw "$1" ||
    temporal operator search-attribute create --namespace "$TEMPORAL_NAMESPACE" --name "$1" --type "$2"
}
add PlanId Keyword
add PlanStatus Keyword
add ContractKind Keyword
add Revision Int
add BestScore Double
add Coverage Double
