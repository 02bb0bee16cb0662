/** Ways to speak of a product that other programs use: each speaks a little against an interface for people. */
export const MACHINE_SIGNS: readonly RegExp[] = [
  /\b(?:by|over|through|via|as|with|an?|the|our|its|and|per|and its|for|REST|GraphQL|HTTP|public|partner|subscription|lookup)[- ](?:REST|HTTP|gRPC|GraphQL|SOAP|HL7|FHIR|OData) ?(?:API|interface|service|endpoints?)?\b|\bAPI for\b/i,
  /`(?:GET|POST|PUT|PATCH|DELETE) \/|\bendpoints?\b|\bresources? `\//,
  /\b(?:JSON|XML|Parquet|Avro|protobuf|EDIFACT|ISO 8583|MT940|CAMT|DSFinV|QTI|NeTEx|TMX|GeoTIFF|JSONL|DDEX|LIDO)\b/,
  /\b(?:MQTT|Kafka|AMQP|RabbitMQ|SFTP|AS2|OPC UA|Modbus|CAN bus|LoRaWAN|Zigbee|webhooks?|callbacks?|message queue|event bus|topics?)\b/i,
  /\b(?:CSV|nightly (?:file|export|feed|batch)|batch job|cron|file transfer|bucket)\b/i,
  /\b(?:p9\d|requests? per second|(?:per|a) second|lookups|throughput|idempoten\p{L}+|rate[- ]limit\p{L}*|back-?pressure|retr(?:y|ies) )\b/iu,
  /\b(?:systems?|software|ERP|MES|WMS|CRM|ATS|tills?|services?|engines?|machines?|stations?|controllers?) (?:ask|call|fetch|poll|pull|push|quer|read|receive|send|subscribe|report|connect)(?:s|es|y|ies)?\b/i,
  /\b(?:input|output|in|out): |\breturns? (?:the|a|an|\d+)\b|\banswers? (?:with|in|within) |\bgiven (?:a|an|the)\b.{0,60}, (?:return|compute|find)/i,
  /\b(?:engine|daemon|firmware|pipeline|parser|importer|ingestion|scheduler|converter|facade|adapter|matching|ledger|mart)\b/i,
  /\b(?:embeddings|fingerprint|checksum|hash|schema registry|materiali[sz]ed|container image|Docker|TOML|YAML|LDAP|mTLS|mutual TLS|client credentials|single binary|static binary)\b/i,
];
