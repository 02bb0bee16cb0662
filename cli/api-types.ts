import type { components } from '../api/generated/openapi.js';

type Schemas = components['schemas'];

export type Callback = Schemas['Callback'];
export type CallbackAnswer = Schemas['CallbackAnswer'];
export type CandidateList = Schemas['CandidateList'];
export type CardList = Schemas['CardList'];
export type ContractFit = Schemas['ContractFit'];
export type Coverage = Schemas['Coverage'];
export type Finding = Schemas['Finding'];
export type Payload = Schemas['Payload'];
export type PlanSummary = Schemas['PlanSummary'];
export type Problem = Schemas['Problem'];
export type ReadyList = Schemas['ReadyList'];
export type PlanReport = Schemas['Report'];
export type RerunAnswer = Schemas['RerunAnswer'];
export type Task = Schemas['Task'];
export type TaskAnswer = Schemas['TaskAnswer'];
export type TaskList = Schemas['TaskList'];
