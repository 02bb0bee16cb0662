/**
 * Words that stand for one another in what is asked of software and in the names of its contracts, one group a line. Groups
 * of things are broad on purpose: which of several a contract means is told by the rest of the clause.
 */
export const THING_GROUPS = `
account user member profile
admin administrator staff
person people individual human
customer client buyer shopper purchaser consumer
employee worker staff colleague
seller vendor supplier merchant dealer shop
provider supplier vendor carrier operator
company organization firm business enterprise org
group team
team crew squad
student pupil learner
teacher instructor tutor lecturer
guest visitor attendee
participant attendee member
doctor physician vet veterinarian practitioner
patient case
driver motorist
author writer creator
session stay visit
appointment booking slot
booking reservation
visit consultation encounter appointment
schedule timetable calendar roster
shift turn duty
leave absence vacation holiday timeoff
event happening occurrence
performance show concert
venue hall house
seat place
room space
location place site
facility site building garage house plant
address residence
order purchase
item line position entry
article item product good
product good merchandise article
cart basket
bill invoice
payment transaction
fee charge
price rate cost tariff
plan scheme table
discount rebate reduction
voucher coupon
refund reimbursement
return rma
claim case
delivery shipment consignment
fulfillment shipment consignment delivery
parcel package packet
carrier haulier courier
warehouse depot
stock inventory
ticket pass permit
permit licence license
subscription membership
contract agreement
vehicle car
gate barrier door
meter counter
device equipment machine unit
sensor probe
reading measurement
alert alarm warning
notification notice message alert
delivery notice message
comment remark reply
review rating
post entry article
article post piece
message mail
document file
image picture photo photograph
picture avatar
attachment upload file
template pattern model
form questionnaire
tag label subject
label tag keyword
category section class
topic subject theme
type kind sort
specialty expertise field
genre style
reason cause
note remark comment
description text
title heading name
status state condition
history log timeline
log protocol record
report figure statistic analytic
setting preference option configuration
config configuration setting
permission right privilege
role function position
key secret
password passphrase
token credential
auth authentication
address location
contact address
phone telephone
email mail
surname lastname
org organization
repo repository
app application
info information
doc document
webhook callback hook
endpoint target
job task
task assignment todo
project undertaking
task ticket
issue ticket problem bug
workflow pipeline flow process
run execution
backup snapshot
environment stage
feature toggle flag
loan lending borrowing
hold reservation queue
copy exemplar
edition printing version
work piece opus composition
ensemble orchestra choir band
collection pickup
inspection grading assessment examination
exam test examination
grade mark score
course class
lesson period hour
quote offer estimate
occupancy availability
feed timeline stream
favorite star like bookmark
rule policy
certificate proof
dispute chargeback
allowance entitlement quota
limit quota
approval consent
`;

/** Verbs of one meaning. */
export const ACT_GROUPS = `
signin login authenticate
signout logout
register signup enroll
follow subscribe
favorite star like bookmark
unfollow unsubscribe
cancel calloff withdraw revoke
reject decline turndown refuse deny
approve accept confirm grant
close end finish complete
open raise lift
suspend bar ban block
disable deactivate switchoff
enable activate switchon
publish release
archive retire
renew extend prolong
borrow lend loan
validate stamp verify check
split separate divide
merge join unite combine
resend redeliver repeat
pause halt stop
resume continue goon
start begin launch
assign attach link
invite ask
import load
export download
capture collect
send dispatch
test try
lock block
unlock unblock
move transfer shift
copy clone duplicate
rotate renew
`;

/** Verbs of two words, and the one word they stand for. */
export const PHRASES: readonly [string, string][] = [
  ['turn down', 'reject'],
  ['call off', 'cancel'],
  ['switch off', 'disable'],
  ['turn off', 'disable'],
  ['switch on', 'enable'],
  ['turn on', 'enable'],
  ['throw away', 'delete'],
  ['take out', 'remove'],
  ['take off', 'remove'],
  ['take back', 'undo'],
  ['give up', 'cancel'],
  ['give back', 'return'],
  ['send back', 'return'],
  ['money back', 'refund'],
  ['look up', 'find'],
  ['write down', 'record'],
  ['set up', 'setup'],
  ['go on', 'resume'],
  ['carry on', 'resume'],
  ['pick up', 'collect'],
  ['put together', 'create'],
  ['check in', 'return'],
  ['hand over', 'transfer'],
  ['get rid', 'delete'],
  ['strike off', 'remove'],
  ['cross out', 'delete'],
  ['cut off', 'disable'],
  ['bring back', 'return'],
  ['hand in', 'submit'],
  ['hand out', 'issue'],
  ['sort out', 'resolve'],
  ['family name', 'surname'],
  ['last name', 'lastname'],
];
