/* eslint-disable */
/** Generated from api/openapi.yaml by scripts/generate-api-types.mjs: do not edit. */

export interface paths {
    "/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List plans, newest first */
        get: operations["listPlans"];
        put?: never;
        /**
         * Plan a PRD and a contract
         * @description Both inputs are inspected before anything is stored: what cannot be planned is refused with the place and the
         *     remedy, and leaves nothing behind. With `Prefer: wait=N` the answer comes when the plan is ready, at the latest
         *     after N seconds.
         */
        post: operations["createPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        /** A plan at a glance */
        get: operations["getPlan"];
        put?: never;
        post?: never;
        /**
         * Cancel a plan
         * @description Stops planning and takes no more reports. Repeatable; what was published stays readable.
         */
        delete: operations["cancelPlan"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/rerun": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the next revision
         * @description Inputs that are left out are those of the latest revision; options are merged into its options. Tasks that do
         *     not change keep their state.
         */
        post: operations["rerunPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/tasks.json": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        /**
         * The tasks of a revision
         * @description In topological order. Whole without `limit`.
         */
        get: operations["listTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/graph": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        /**
         * Tasks and dependencies as a graph
         * @description An edge points from what comes first to what needs it; edges are the transitive reduction of `dependsOn`.
         */
        get: operations["getGraph"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/report": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        /** What a team lead reads before saying yes */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/scaffold": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        /** Repositories to create, complete enough for a scaffolding tool */
        get: operations["getScaffold"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        /** The coverage matrix */
        get: operations["getCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/contract": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        /**
         * The contract, or a slice of it
         * @description Whole without `ref` and `task`: OpenAPI as it was read (2.0 turned into 3.0), GraphQL as SDL. With them a contract of
         *     its own with just these elements and all they reach, OpenAPI as 3.1: what a payload had no room for.
         */
        get: operations["getContract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/search": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        /**
         * The trace of the search
         * @description Whoever has this document can recompute every choice.
         */
        get: operations["getSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        /** The candidates and what became of each */
        get: operations["listCandidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/candidates/{candidateId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
                /** @description SHA-256 of the candidate's canonical JSON. */
                candidateId: string;
            };
            cookie?: never;
        };
        /** One candidate, whole */
        get: operations["getCandidate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/bundle": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        /**
         * Everything of a revision as one zip
         * @description `manifest.json` names path, SHA-256 and bytes of every other file. Equal states give equal bytes.
         */
        get: operations["getBundle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/ready": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        /** Tasks that can be started now, most urgent first */
        get: operations["listReadyTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/cards": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        /** What executors learned */
        get: operations["listCards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/tasks/{taskId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
                /** @example tsk_b3n7zq2k5x6w4yj2c7v5m3h6ta */
                taskId: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        /** One task */
        get: operations["getTask"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/tasks/{taskId}/payload": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
                /** @example tsk_b3n7zq2k5x6w4yj2c7v5m3h6ta */
                taskId: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        /**
         * What an executor gets for a task
         * @description `rendered` is the whole text; its tokens never exceed the limit. `Accept: text/markdown` gives it alone.
         */
        get: operations["getPayload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/tasks/{taskId}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
                /** @example tsk_b3n7zq2k5x6w4yj2c7v5m3h6ta */
                taskId: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        /**
         * The checks of a task
         * @description Where the task has HTTP operations, an Arazzo 1.0.1 document with a workflow for each criterion that calls can
         *     show, to be run with `redocly respect`. `x-planner` holds the rest: commands to run, and the criteria that are
         *     only described, with why.
         */
        get: operations["getAcceptance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{planId}/tasks/{taskId}/acceptance/contract.openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
                /** @example tsk_b3n7zq2k5x6w4yj2c7v5m3h6ta */
                taskId: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        /**
         * The contract that the checks of a task run on
         * @description OpenAPI 3.1 with just the operations that the workflows call; 404 for a task without workflows.
         */
        get: operations["getAcceptanceContract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/executor/callbacks/{taskId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example tsk_b3n7zq2k5x6w4yj2c7v5m3h6ta */
                taskId: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report on a task
         * @description Stored before it is answered, applied soon after. The same `eventId` with the same body is confirmed again and
         *     has no second effect.
         */
        post: operations["reportOutcome"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the process alive */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can the service do its work
         * @description Database, migrations and Temporal, each probed with a deadline; answers come from a short-lived cache. The check
         *     `studio` tells how the workers fare with Intelligence Studio and never fails: plans are made without it too.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Measurements in the text format of Prometheus
         * @description `planner_studio_breaker_state{state}` counts the workers whose breaker before Intelligence Studio is in a state;
         *     `planner_studio_calls_total{op,outcome,cache}` and `planner_studio_tokens_total` are sums over all plans. The rest
         *     tells of the API's own process.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is running */
        get: operations["getVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getApiDescription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        PlanRequest: {
            prd: components["schemas"]["PrdInput"];
            contract: components["schemas"]["ContractInput"];
            options?: components["schemas"]["PlanOptions"];
        };
        RerunRequest: {
            prd?: components["schemas"]["PrdInput"];
            contract?: components["schemas"]["ContractInput"];
            options?: components["schemas"]["PlanOptions"];
        };
        PlanForm: {
            /**
             * Format: binary
             * @description The PRD as a file, UTF-8. A name ending in .txt makes it text, all else Markdown.
             */
            prd: string;
            /** @description The contract: one file in UTF-8; or several files, the root first, whose names are their paths among each other (`filename="schemas/pet.yaml"`); or one zip archive of them. References between the files are followed among the files sent and nowhere else; a finding (`contract-root`) says which file was taken as the root. The contract's `sha256` and `bytes` are those of the file or archive as received; several files count as the uncompressed archive that the service makes of them, which the bundle holds. */
            contract: string | string[];
            /** @description A JSON object as PlanOptions describes it. */
            options?: string;
        };
        RerunForm: {
            /** Format: binary */
            prd?: string;
            /** @description As for a new plan. */
            contract?: string | string[];
            /** @description A JSON object as PlanOptions describes it. */
            options?: string;
        };
        PrdInput: {
            text: string;
            format?: components["schemas"]["PrdFormat"];
        };
        /** @enum {string} */
        PrdFormat: "markdown" | "text";
        /** @description Either `text` or `document`. */
        ContractInput: {
            text?: string;
            /** @description An OpenAPI document as JSON; its RFC 8785 form counts as the text. */
            document?: Record<string, never>;
            /** @enum {string} */
            format?: "openapi" | "graphql" | "auto";
            filename?: string;
        } & (unknown | unknown);
        PlanOptions: {
            title?: string;
            /** @enum {string} */
            frontEnd?: "auto" | "always" | "never";
            toolchain?: {
                language?: string;
                framework?: string;
                database?: string;
            };
            /** @description Model whose window payloads must fit. */
            targetModel?: string;
            /** @description Upper bound for one payload's tokens, below what the model allows. */
            tokenBudget?: number;
            /** @enum {string} */
            taskSize?: "small" | "medium" | "large";
            /** @description Path globs, tags and root fields; coverage counts the scope, the rest is listed. */
            scope?: {
                include?: components["schemas"]["ScopePatterns"];
                exclude?: components["schemas"]["ScopePatterns"];
            };
            /** @description Contract elements that are built already; they get no task and may be depended on. */
            existing?: string[];
            search?: {
                maxTrials?: number;
                /** @description Calls to Intelligence Studio at most; 0 plans without a model. */
                maxCalls?: number;
                /** @description Tokens, sent and answered together, that calls may take. */
                maxTokens?: number;
                /** @description Most that calls may cost, in the currency of the service's prices. */
                maxCost?: number;
                /** @description Whether the plan fails where Intelligence Studio cannot be asked. */
                requireStudio?: boolean;
                /** @description Whether Intelligence Studio chooses between candidates of equal reward. */
                judge?: boolean;
                /**
                 * @description `bypass` asks anew instead of using remembered answers; it holds for this revision only.
                 * @enum {string}
                 */
                cache?: "use" | "bypass";
                maxSeconds?: number;
                exploration?: number;
                seed?: number;
                targetReward?: number;
            };
            weights?: {
                complexity?: {
                    dependencyLoad?: components["schemas"]["Weight"];
                    surfaceArea?: components["schemas"]["Weight"];
                    novelty?: components["schemas"]["Weight"];
                    ambiguity?: components["schemas"]["Weight"];
                    researchFriction?: components["schemas"]["Weight"];
                };
                critics?: {
                    requirementCoverage?: components["schemas"]["Weight"];
                    contractCoverage?: components["schemas"]["Weight"];
                    dependencySoundness?: components["schemas"]["Weight"];
                    granularity?: components["schemas"]["Weight"];
                    parallelism?: components["schemas"]["Weight"];
                    verifiability?: components["schemas"]["Weight"];
                    cohesion?: components["schemas"]["Weight"];
                    redundancy?: components["schemas"]["Weight"];
                };
            };
            labels?: {
                [key: string]: string;
            };
        };
        ScopePatterns: string[];
        Weight: number;
        RerunAnswer: {
            planId: string;
            revision: number;
        };
        /** @enum {string} */
        PlanStatus: "queued" | "planning" | "ready" | "executing" | "completed" | "failed" | "cancelled";
        /** @enum {string} */
        RevisionStatus: "importing" | "analysing" | "searching" | "finalising" | "published" | "failed" | "cancelled" | "superseded";
        /** @enum {string} */
        TaskStatus: "pending" | "ready" | "claimed" | "succeeded" | "failed" | "blocked" | "superseded" | "skipped";
        /** @enum {string} */
        TaskKind: "scaffold" | "schema" | "operation" | "auth" | "integration" | "frontend" | "test" | "docs" | "ops" | "requirement";
        /** @enum {string} */
        Strategy: "contract-first" | "vertical-slice" | "risk-first" | "data-first" | "aggregate";
        Sha256: string;
        Score: number;
        Count: number;
        /** Format: date-time */
        Timestamp: string;
        /** @description `op:…`, `entity:…`, `req:…`, `auth` or `scaffold`. */
        Reference: string;
        /** @description Where something was found. Lines and columns count from 1, offsets are UTF-16. */
        Place: {
            /** @enum {string} */
            in: "contract" | "prd" | "options" | "plan";
            /** @description Path of the file in a contract of several; line, column and pointer are those in that file. */
            file?: string;
            pointer?: string;
            line?: number;
            column?: number;
            start?: components["schemas"]["Count"];
            end?: components["schemas"]["Count"];
            ref?: string;
        };
        Finding: {
            code: string;
            /** @enum {string} */
            severity: "info" | "warning" | "error";
            message: string;
            where: components["schemas"]["Place"] | null;
        };
        PlanError: {
            code: string;
            message: string;
            remediation: string;
            where: string | null;
        };
        Total: {
            total: components["schemas"]["Count"];
            covered: components["schemas"]["Count"];
        };
        ContractSummary: {
            /** @enum {string} */
            kind: "openapi" | "graphql";
            version: string;
            title: string;
            sha256: components["schemas"]["Sha256"];
            bytes: components["schemas"]["Count"];
            operations: components["schemas"]["Count"];
            entities: components["schemas"]["Count"];
        };
        CoverageTotals: {
            operations: components["schemas"]["Total"];
            entities: components["schemas"]["Total"];
            derivedEntities: components["schemas"]["Total"];
            requirements: components["schemas"]["Total"];
            complete: boolean;
        };
        FrontEnd: {
            included: boolean;
            /** @enum {string} */
            decidedBy: "signals" | "option";
            signals: {
                text: string;
                start: components["schemas"]["Count"];
                end: components["schemas"]["Count"];
                weight: number;
            }[];
        };
        Winner: {
            candidateId: components["schemas"]["Sha256"];
            strategy: components["schemas"]["Strategy"];
            reward: components["schemas"]["Score"];
        };
        Fallback: {
            candidateId: components["schemas"]["Sha256"];
            strategy: components["schemas"]["Strategy"];
            reward: components["schemas"]["Score"];
            distance: components["schemas"]["Score"];
        };
        SearchSummary: {
            trials: components["schemas"]["Count"];
            candidates: components["schemas"]["Count"];
            stopReason: string;
            /** @enum {string} */
            generator: "deterministic" | "studio" | "mixed";
            /** @description Calls to a model that were paid for, their tokens, and answers that were remembered. Absent where no model is set up. */
            studio?: {
                calls: components["schemas"]["Count"];
                tokens: components["schemas"]["Count"];
                cacheHits: components["schemas"]["Count"];
            };
        };
        GraphSummary: {
            edges: components["schemas"]["Count"];
            waves: components["schemas"]["Count"];
            criticalPath: {
                length: components["schemas"]["Count"];
                minutes: number;
            };
            maxWidth: components["schemas"]["Count"];
        };
        TaskCounts: {
            total: components["schemas"]["Count"];
            byKind: {
                [key: string]: components["schemas"]["Count"];
            };
            byStatus: {
                [key: string]: components["schemas"]["Count"];
            };
        };
        Progress: {
            phase: string;
            trial: components["schemas"]["Count"];
            trials: components["schemas"]["Count"];
            percent: number;
        };
        /** @description What comes of planning is null (lists are empty) until the first revision is published. */
        PlanSummary: {
            id: string;
            status: components["schemas"]["PlanStatus"];
            title: string;
            /** @description The current revision; 0 until one is published. */
            revision: number;
            /** @description The newest revision, published or not. */
            lastRevision: {
                n: number;
                status: components["schemas"]["RevisionStatus"];
                error?: components["schemas"]["PlanError"];
            };
            /** @description Rises with every change of state. */
            version: number;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
            labels: {
                [key: string]: string;
            };
            contract: components["schemas"]["ContractSummary"];
            prd: {
                sha256: components["schemas"]["Sha256"];
                requirements: number | null;
            };
            coverage: components["schemas"]["CoverageTotals"] | null;
            frontEnd: components["schemas"]["FrontEnd"] | null;
            tasks: components["schemas"]["TaskCounts"] | null;
            graph: components["schemas"]["GraphSummary"] | null;
            winner: components["schemas"]["Winner"] | null;
            fallbacks: components["schemas"]["Fallback"][];
            search: components["schemas"]["SearchSummary"] | null;
            findings: components["schemas"]["Finding"][];
            /** @description Only while a revision is being made. */
            progress?: components["schemas"]["Progress"];
            error?: components["schemas"]["PlanError"];
            links: components["schemas"]["Links"];
        };
        /** @description Paths of what belongs to it, by name. */
        Links: {
            [key: string]: string;
        };
        PlanListItem: {
            id: string;
            status: components["schemas"]["PlanStatus"];
            title: string;
            revision: components["schemas"]["Count"];
            version: number;
            createdAt: components["schemas"]["Timestamp"];
            updatedAt: components["schemas"]["Timestamp"];
            labels: {
                [key: string]: string;
            };
            contract: components["schemas"]["ContractSummary"];
            error?: components["schemas"]["PlanError"];
            links: components["schemas"]["Links"];
        };
        /** @description Give it back as `cursor` for the next page; null on the last one. */
        NextCursor: string | null;
        PlanList: {
            plans: components["schemas"]["PlanListItem"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        Deliverable: {
            path: string;
            what: string;
        };
        AcceptanceCriterion: {
            id: string;
            what: string;
            required: boolean;
            check?: {
                /** @enum {string} */
                kind: "arazzo" | "graphql" | "command";
                href: string;
            };
        };
        CheckDocument: {
            /** @constant */
            arazzo?: "1.0.1";
            info?: Record<string, never>;
            sourceDescriptions?: Record<string, never>[];
            workflows?: Record<string, never>[];
            components?: Record<string, never>;
            /**
             * @description Requests with what to expect, of a task with GraphQL fields. In variables `{ $from, path }` is a value of an
             *     earlier step (of its answer or of what it was sent), `{ $unique }` a text whose `*` becomes something new in
             *     each run, `{ $input }` a value that whoever runs the check supplies.
             */
            checks?: {
                id: string;
                checkId: string;
                query: string;
                variables: Record<string, never>;
                /** @enum {string} */
                auth: "session" | "none";
                before: Record<string, never>[];
                expect: {
                    path: string;
                    type: string;
                    /** @enum {string} */
                    errors: "none" | "some" | "any";
                };
            }[];
            /** @description Requests by which a caller becomes known, and where their answers hold its token. */
            session?: Record<string, never>;
            "x-planner": {
                planId: string;
                taskId: string;
                key: string;
                revision: components["schemas"]["Count"];
                commands: {
                    checkId: string;
                    argv: string[];
                    cwd?: string;
                    /** @description The repository it runs in, by the name of its scaffold request. */
                    repository?: string;
                    what: string;
                }[];
                /** @description Criteria that no check shows. */
                described: {
                    checkId: string;
                    why: string;
                }[];
            };
        };
        /** @enum {string} */
        DependencyType: "schema" | "data" | "auth" | "scaffold" | "test" | "order";
        TaskDependency: {
            /** @description Id of the task that comes first. */
            task: string;
            type: components["schemas"]["DependencyType"];
            reason: string;
            confidence: components["schemas"]["Score"];
            /** @description Both hard and soft ones gate readiness; only soft ones may be cut to break a cycle. */
            hard: boolean;
        };
        Ccs: {
            score: components["schemas"]["Score"];
            score10: number;
            components: {
                dependencyLoad: components["schemas"]["Score"];
                surfaceArea: components["schemas"]["Score"];
                novelty: components["schemas"]["Score"];
                ambiguity: components["schemas"]["Score"];
                researchFriction: components["schemas"]["Score"];
            };
            contributions: {
                [key: string]: number;
            };
            evidence: {
                [key: string]: string[];
            };
            recommendedSubtasks: components["schemas"]["Count"];
        };
        /**
         * @description A part of a task that its executor does and reports by itself. Together the parts have the anchors, files and
         *     minutes of the task; each anchor is in one part, unless a lone element is cut by its files.
         */
        Subtask: {
            /** @description The task's id and `.1` or the like. */
            id: string;
            key: string;
            title: string;
            description: string;
            deliverables: components["schemas"]["Deliverable"][];
            covers: components["schemas"]["Reference"][];
            verifies: components["schemas"]["Reference"][];
            requirements: string[];
            minutes: number;
            /** @description Ids of parts that come first. */
            dependsOn: string[];
        };
        /**
         * @description How sure the token count is.
         * @enum {string}
         */
        Guarantee: "exact" | "byte-bound" | "calibrated";
        /** @description Advice of a model for one task. Nothing that is promised of a plan rests on it; check it. */
        TaskGuidance: {
            /** @description How to go about it; may be empty. */
            approach: string;
            /** @description What is easily done wrong. */
            pitfalls: string[];
            /** @description What the PRD leaves open. */
            questions: string[];
        };
        TaskBudget: {
            tokens: components["schemas"]["Count"];
            limit: components["schemas"]["Count"];
            guarantee: components["schemas"]["Guarantee"];
            model: string;
            degraded: string[];
        };
        /** @enum {string} */
        TaskField: "id" | "key" | "contentHash" | "kind" | "title" | "description" | "deliverables" | "acceptance" | "covers" | "uses" | "verifies" | "requirements" | "dependsOn" | "followUps" | "wave" | "critical" | "priority" | "minutes" | "repository" | "ccs" | "budget" | "status" | "reopened" | "findings" | "subtasks" | "guidance";
        /** @description Why a task that was done is open again. */
        Reopened: {
            fromRevision: number;
            because: string;
        };
        /** @description The members of a task; which of them are there follows `fields`. */
        TaskPart: {
            id: string;
            key: string;
            contentHash?: components["schemas"]["Sha256"];
            kind?: components["schemas"]["TaskKind"];
            title?: string;
            description?: string;
            deliverables?: components["schemas"]["Deliverable"][];
            acceptance?: components["schemas"]["AcceptanceCriterion"][];
            covers?: components["schemas"]["Reference"][];
            uses?: components["schemas"]["Reference"][];
            verifies?: components["schemas"]["Reference"][];
            requirements?: string[];
            dependsOn?: components["schemas"]["TaskDependency"][];
            followUps?: {
                to: string;
                because: string;
            }[];
            wave?: components["schemas"]["Count"];
            critical?: boolean;
            priority?: number;
            minutes?: number;
            repository?: string;
            ccs?: components["schemas"]["Ccs"];
            budget?: components["schemas"]["TaskBudget"];
            status?: components["schemas"]["TaskStatus"];
            reopened?: components["schemas"]["Reopened"];
            /** @description What its execution has shown, such as `executed-early`. */
            findings?: components["schemas"]["Finding"][];
            /** @description What the task is to be split into, as many as `ccs.recommendedSubtasks`; absent where it is not. */
            subtasks?: components["schemas"]["Subtask"][];
            guidance?: components["schemas"]["TaskGuidance"];
        };
        /** @description A whole task. */
        Task: WithRequired<components["schemas"]["TaskPart"], "contentHash" | "kind" | "title" | "description" | "deliverables" | "acceptance" | "covers" | "uses" | "verifies" | "requirements" | "dependsOn" | "followUps" | "wave" | "critical" | "priority" | "minutes" | "ccs" | "budget" | "status">;
        TaskList: {
            planId: string;
            revision: number;
            nextCursor: components["schemas"]["NextCursor"];
            /** @description Whole tasks, unless `fields` names members. */
            tasks: components["schemas"]["TaskPart"][];
        };
        TaskAnswer: {
            planId: string;
            revision: number;
            task: components["schemas"]["Task"];
            links: components["schemas"]["Links"];
        };
        ReadyList: {
            planId: string;
            revision: number;
            tasks: {
                id: string;
                key: string;
                kind: components["schemas"]["TaskKind"];
                title: string;
                priority: number;
                minutes: number;
                links: components["schemas"]["Links"];
            }[];
        };
        /** @enum {string} */
        Outcome: "succeeded" | "failed" | "blocked" | "progress";
        CardList: {
            cards: {
                id: string;
                taskId: string;
                outcome: components["schemas"]["Outcome"];
                text: string;
                tokens: components["schemas"]["Count"];
                createdAt: components["schemas"]["Timestamp"];
            }[];
            nextCursor: components["schemas"]["NextCursor"];
        };
        Graph: {
            nodes: {
                id: string;
                key: string;
                kind: components["schemas"]["TaskKind"];
                title: string;
                wave: components["schemas"]["Count"];
                critical: boolean;
                status: components["schemas"]["TaskStatus"];
                score: components["schemas"]["Score"];
            }[];
            edges: {
                from: string;
                to: string;
                type: components["schemas"]["DependencyType"];
                reason: string;
                confidence: components["schemas"]["Score"];
                hard: boolean;
            }[];
            waves: string[][];
            criticalPath: string[];
        };
        CoveredElement: {
            element: string;
            implementedBy: string[];
            testedBy: string[];
            requirements: string[];
        };
        CoveredEntity: components["schemas"]["CoveredElement"] & {
            kind: string;
            derived: boolean;
        };
        Coverage: {
            complete: boolean;
            operations: components["schemas"]["CoveredElement"][];
            entities: components["schemas"]["CoveredEntity"][];
            requirements: {
                id: string;
                label?: string;
                text: string;
                start: components["schemas"]["Count"];
                end: components["schemas"]["Count"];
                elements: {
                    element: string;
                    score: components["schemas"]["Score"];
                    evidence: string;
                }[];
                /** @description Whether any element of the contract serves it, in scope or not. */
                served: boolean;
                /**
                 * @description Where it finds what it asks for: in elements that the plan builds, only in ones that exist already, only in ones that options.scope leaves out, or in none.
                 * @enum {unknown}
                 */
                servedBy: "plan" | "existing" | "out-of-scope" | "nothing";
                coveredBy: string[];
            }[];
            /** @description Elements that nothing is counted of, left out by options.scope or there already. */
            outOfScope: string[];
            /** @description Those of them that options.existing says are there. */
            existing: string[];
            orphans: string[];
        };
        Critic: {
            score: components["schemas"]["Score"];
            weight: number;
            evidence: string[];
        };
        Trial: {
            n: number;
            strategy: components["schemas"]["Strategy"];
            /** @enum {string} */
            operator: "fresh" | "refine" | "aggregate";
            /** @enum {string} */
            generator: "deterministic" | "studio";
            /** @description Candidates it starts from, none, one (refine) or two of different arms (aggregate). */
            parents: string[];
            /** @description Earlier pulls of the arm with the same operator, and for refine on the same candidate. */
            pull: number;
            candidateId: string | null;
            reward: number | null;
            rewardNormalised: number | null;
            critics: {
                [key: string]: components["schemas"]["Critic"];
            };
            valid: boolean;
            violations: Record<string, never>[];
            indices: {
                [key: string]: number | null;
            };
            chosenBecause: string;
            /** @description What was reserved for asking a model; null for a trial without one. */
            reserved: components["schemas"]["StudioSpending"] | null;
            spent: components["schemas"]["StudioSpending"];
            /** @description Why no model was to be asked any more after this trial. */
            studioEnded: string | null;
            elapsedSeconds: components["schemas"]["Count"];
            studio?: {
                calls: components["schemas"]["StudioCall"][];
            };
            fixes: {
                code: string;
                message: string;
            }[];
            tokens: components["schemas"]["Count"];
            milliseconds: number;
            status: string;
        };
        StudioSpending: {
            calls: components["schemas"]["Count"];
            tokens: components["schemas"]["Count"];
            cost: number;
        };
        StudioCall: {
            /** @enum {string} */
            op: "analysePrd" | "outline" | "detail" | "edges" | "trace" | "refine" | "judge";
            key: string;
            promptVersion: string;
            promptSha256: components["schemas"]["Sha256"];
            schemaId: string;
            outcome: string;
            cacheHit: boolean;
            requests: components["schemas"]["Count"];
            tokens: components["schemas"]["Count"];
            cost: number;
            milliseconds: number;
            repair: components["schemas"]["Count"];
        };
        /** @description How a model was asked; what its trials took is counted in, and told with them. */
        StudioUse: {
            /** @enum {string} */
            state: "off" | "used" | "degraded";
            because?: string;
            spent: components["schemas"]["StudioSpending"];
            cacheHits: components["schemas"]["Count"];
            steps: {
                step: string;
                calls: components["schemas"]["StudioCall"][];
            }[];
        };
        SearchTrace: {
            config: Record<string, never>;
            seed: number;
            stopReason: string;
            elapsedSeconds: components["schemas"]["Count"];
            arms: {
                strategy: components["schemas"]["Strategy"];
                pulls: components["schemas"]["Count"];
                mean: number | null;
                best: number | null;
            }[];
            trials: components["schemas"]["Trial"][];
            winner: components["schemas"]["Winner"];
            fallbacks: components["schemas"]["Fallback"][];
            rejected: {
                candidateId: string;
                because: string;
            }[];
            /** @description The verdict that chose between two candidates of nearly equal reward. */
            judge: {
                preferred: components["schemas"]["Sha256"];
                over: components["schemas"]["Sha256"];
            } | null;
            /** @description Null where no model is set up. */
            studio: components["schemas"]["StudioUse"] | null;
        };
        CandidateList: {
            candidates: {
                candidateId: components["schemas"]["Sha256"];
                strategy: components["schemas"]["Strategy"];
                reward: components["schemas"]["Score"];
                valid: boolean;
                tasks: components["schemas"]["Count"];
                /** @enum {string} */
                role: "winner" | "fallback" | "rejected";
                because: string;
                links?: components["schemas"]["Links"];
            }[];
        };
        Candidate: {
            strategy: components["schemas"]["Strategy"];
            /** @enum {string} */
            operator: "fresh" | "refine" | "aggregate";
            parents: string[];
            parameters: Record<string, never>;
            /** @description How it cuts the contract, `units` of elements that one task builds each and `tests` of what one task verifies each. */
            shape?: Record<string, never>;
            tasks: Record<string, never>[];
            fixes: Record<string, never>[];
        };
        ScaffoldRequest: {
            repository: string;
            /** @enum {string} */
            purpose: "service" | "frontend" | "shared" | "infra";
            toolchain: {
                language: string | null;
                runtime: string | null;
                framework: string | null;
                database: string | null;
                test: string | null;
            };
            /** @enum {string} */
            decidedBy: "prd" | "option" | "default";
            layout: components["schemas"]["Deliverable"][];
            files: {
                path: string;
                purpose: string;
            }[];
            /** @description Id of the task that creates it. */
            task: string;
        };
        Scaffold: {
            scaffold: components["schemas"]["ScaffoldRequest"][];
        };
        /** @description How PRD and contract go together. Each clause counts once; operations count where the plan builds them. */
        ContractFit: {
            summary: string;
            clauses: {
                total: components["schemas"]["Count"];
                served: components["schemas"]["Count"];
                servedElsewhere: components["schemas"]["Count"];
                servedByExisting: components["schemas"]["Count"];
                outOfScope: components["schemas"]["Count"];
                unserved: components["schemas"]["Count"];
                contradicted: components["schemas"]["Count"];
            };
            operations: {
                total: components["schemas"]["Count"];
                unrequested: components["schemas"]["Count"];
            };
            contradicted: components["schemas"]["Misfit"][];
            unserved: components["schemas"]["Misfit"][];
            unrequested: components["schemas"]["Misfit"][];
        };
        /** @description A clause that the contract does not serve or contradicts, or an operation that no clause asks for. */
        Misfit: {
            ref: string;
            name: string;
            text: string;
            because: string;
            tasks: string[];
        };
        Report: {
            plan: components["schemas"]["PlanSummary"];
            contractFit: components["schemas"]["ContractFit"];
            findings: components["schemas"]["Finding"][];
            scaffold: components["schemas"]["ScaffoldRequest"][];
            coverage: components["schemas"]["CoverageTotals"] & {
                uncovered: string[];
            };
            waves: {
                n: components["schemas"]["Count"];
                tasks: string[];
                minutes: number;
            }[];
            criticalPath: string[];
            complexity: {
                task: string;
                score10: number;
                recommendedSubtasks: components["schemas"]["Count"];
                why: string;
            }[];
            budgets: {
                limit: components["schemas"]["Count"];
                max: components["schemas"]["Count"];
                p50: number;
                degraded: components["schemas"]["Count"];
            };
            search: Record<string, never>;
            assumptions: unknown[];
            risks: unknown[];
            /** @description What a model finds open, about clauses and for executors; absent where it asked nothing. */
            questions?: {
                task?: string;
                requirement?: string;
                question: string;
            }[];
            /** @description How far the execution of the current revision is. */
            execution: {
                byStatus: {
                    [key: string]: components["schemas"]["Count"];
                };
                done: components["schemas"]["Count"];
                total: components["schemas"]["Count"];
                percent: number;
            };
        };
        Payload: {
            planId: string;
            taskId: string;
            key: string;
            revision: number;
            budget: {
                tokens: components["schemas"]["Count"];
                limit: components["schemas"]["Count"];
                window: components["schemas"]["Count"];
                reserved: components["schemas"]["Count"];
                guarantee: components["schemas"]["Guarantee"];
                model: string;
            };
            task: Record<string, never>;
            requirements: {
                id: string;
                text: string;
            }[];
            contract: {
                /** @enum {string} */
                format: "openapi" | "graphql";
                /** @description A document of its own; an object for OpenAPI, SDL text for GraphQL. */
                slice: Record<string, never> | string;
            };
            dependencies: {
                task: string;
                title: string;
                interfaces: unknown;
            }[];
            cards: {
                id: string;
                text: string;
                why: string;
            }[];
            acceptance: components["schemas"]["AcceptanceCriterion"][];
            guidance?: components["schemas"]["TaskGuidance"];
            omitted: {
                ref: string;
                tokens: components["schemas"]["Count"];
                level: string;
                href: string;
            }[];
            rendered: string;
        };
        Callback: {
            /** @description Unique per task; repeat it to have the same report confirmed. */
            eventId: string;
            status: components["schemas"]["Outcome"];
            claimToken?: string;
            /** @description The revision the work was done for; 409 if the task changed since. */
            revision?: number;
            attempt?: number;
            startedAt?: components["schemas"]["Timestamp"];
            finishedAt?: components["schemas"]["Timestamp"];
            summary?: string;
            decisions?: {
                what: string;
                why: string;
            }[];
            /** @description What other tasks can now rely on, such as operations, schemas, files, settings. */
            interfaces?: (string | {
                [key: string]: string | number | boolean | null;
            })[];
            invariants?: components["schemas"]["Notes"];
            openQuestions?: components["schemas"]["Notes"];
            evidence?: {
                checkId: string;
                /** @enum {string} */
                outcome: "passed" | "failed" | "skipped";
                detail?: string;
                url?: string;
            }[];
            usage?: {
                inputTokens?: number;
                outputTokens?: number;
                minutes?: number;
            };
            error?: {
                code: string;
                message: string;
                retryable: boolean;
            };
        };
        Notes: string[];
        CallbackAnswer: {
            eventId: string;
            planId: string;
            taskId: string;
            accepted: boolean;
            duplicate: boolean;
            /** @description The status when the report was accepted. */
            taskStatus: components["schemas"]["TaskStatus"];
            /** @description Id of the Context Card, once there is one. */
            card?: string;
        };
        Liveness: {
            /** @constant */
            status: "ok";
        };
        Readiness: {
            /** @enum {string} */
            status: "ready" | "not-ready";
            checks: {
                studio: components["schemas"]["StudioCheck"];
            } & {
                [key: string]: components["schemas"]["Check"];
            };
        };
        StudioCheck: {
            /** @constant */
            ok: true;
            milliseconds: number;
            /**
             * @description Of the worker that fares worst; `unused` while no worker has a flow. Missing while it cannot be read.
             * @enum {string}
             */
            state?: "unused" | "closed" | "half-open" | "open";
            since?: components["schemas"]["Timestamp"];
            detail?: string;
        };
        Check: {
            ok: boolean;
            milliseconds: number;
            detail?: string;
        };
        Version: {
            name: string;
            version: string;
            commit: string | null;
            node: string;
        };
        /** @description An error as RFC 9457 has it. */
        Problem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            status: number;
            detail: string;
            instance: string;
            code: string;
            /** @description What the caller can do about it. */
            remediation: string;
            correlationId: string;
            errors: {
                detail: string;
                /** @description JSON Pointer into the body. */
                pointer?: string;
                parameter?: string;
                header?: string;
                /** @description Where the body stops being JSON, from 1. */
                line?: number;
                column?: number;
                where?: components["schemas"]["Place"];
            }[];
            /** @description The plan it is about, where one was made. */
            planId?: string;
        };
    };
    responses: {
        /** @description The representation is the one named in If-None-Match. */
        NotModified: {
            headers: {
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The request does not match this description, or is not JSON or UTF-8. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:taskmaster-planner:problem:invalid-request",
                 *       "title": "The request does not match the API description",
                 *       "status": 400,
                 *       "detail": "must have required property 'eventId'",
                 *       "instance": "/executor/callbacks/tsk_b3n7zq2k5x6w4yj2c7v5m3h6ta",
                 *       "code": "invalid-request",
                 *       "remediation": "Correct the places listed in errors; /openapi.json describes the request.",
                 *       "correlationId": "3f1c2a9e5b7d4c60",
                 *       "errors": [
                 *         {
                 *           "detail": "must have required property 'eventId'",
                 *           "pointer": "/eventId"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A write that comes from another web site. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such plan, revision, task or candidate. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The state of the plan or the task does not allow it; `code` says why and `remediation` what to do. */
        Conflict: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body or an input is over a limit. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body's type is not taken here, or the contract is neither OpenAPI nor GraphQL. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An input cannot be planned, or a key was used for something else. */
        Unprocessable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Any other error. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
        PlanId: string;
        /** @example tsk_b3n7zq2k5x6w4yj2c7v5m3h6ta */
        TaskId: string;
        /** @description A published revision; the current one if left out. */
        Revision: number;
        Limit: number;
        /** @description `nextCursor` of the page before, with the same filters. It stays on its revision. */
        Cursor: string;
        /**
         * @description The same key with the same request gives the same plan, also after a crash.
         * @example 0b5f4a5e-6d0b-4f0a-9d51-6f7b5f0d8a11
         */
        IdempotencyKey: string;
        /**
         * @description `wait=N`: answer when the plan is ready, at the latest after N seconds (RFC 7240).
         * @example wait=30
         */
        Prefer: string;
        /** @description `bypass` means the same as the option `search.cache: bypass`. */
        Cache: "bypass";
        IfNoneMatch: string;
    };
    requestBodies: never;
    headers: {
        /** @description Strong validator of this representation. */
        ETag: string;
        /** @description Path of the plan. */
        Location: string;
        /** @description Seconds after which it is worth asking again. */
        RetryAfter: number;
        /** @description `rel=next` with the address of the next page, where there is one (RFC 8288). */
        Link: string;
        /** @description The wait that was granted (RFC 7240). */
        PreferenceApplied: string;
        /** @description The correlation id, from X-Request-Id or traceparent where the request has one. */
        RequestId: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listPlans: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before, with the same filters. It stays on its revision. */
                cursor?: components["parameters"]["Cursor"];
                status?: components["schemas"]["PlanStatus"];
                /**
                 * @description `name:value` of a label the plans must carry.
                 * @example team:payments
                 */
                label?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of plans. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanList"];
                };
            };
            400: components["responses"]["BadRequest"];
            default: components["responses"]["Problem"];
        };
    };
    createPlan: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The same key with the same request gives the same plan, also after a crash.
                 * @example 0b5f4a5e-6d0b-4f0a-9d51-6f7b5f0d8a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description `wait=N`: answer when the plan is ready, at the latest after N seconds (RFC 7240).
                 * @example wait=30
                 */
                Prefer?: components["parameters"]["Prefer"];
                /** @description `bypass` means the same as the option `search.cache: bypass`. */
                Cache?: components["parameters"]["Cache"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanRequest"];
                "multipart/form-data": components["schemas"]["PlanForm"];
            };
        };
        responses: {
            /** @description The plan is ready. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanSummary"];
                };
            };
            /** @description The plan is accepted and being made. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanSummary"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            default: components["responses"]["Problem"];
        };
    };
    getPlan: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The summary. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanSummary"];
                };
            };
            304: components["responses"]["NotModified"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    cancelPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The plan is cancelled. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanSummary"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    rerunPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description `bypass` means the same as the option `search.cache: bypass`. */
                Cache?: components["parameters"]["Cache"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RerunRequest"];
                "multipart/form-data": components["schemas"]["RerunForm"];
            };
        };
        responses: {
            /** @description The revision is being made. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RerunAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            default: components["responses"]["Problem"];
        };
    };
    listTasks: {
        parameters: {
            query?: {
                /** @description A published revision; the current one if left out. */
                revision?: components["parameters"]["Revision"];
                /**
                 * @description Members of each task to send; `id` and `key` always come.
                 * @example [
                 *       "title",
                 *       "status"
                 *     ]
                 */
                fields?: components["schemas"]["TaskField"][];
                status?: components["schemas"]["TaskStatus"];
                kind?: components["schemas"]["TaskKind"];
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters. It stays on its revision. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tasks. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    getGraph: {
        parameters: {
            query?: {
                /** @description A published revision; the current one if left out. */
                revision?: components["parameters"]["Revision"];
                format?: "json" | "mermaid" | "dot";
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The graph. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Graph"];
                    "text/vnd.mermaid": string;
                    "text/vnd.graphviz": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    getReport: {
        parameters: {
            query?: {
                /** @description A published revision; the current one if left out. */
                revision?: components["parameters"]["Revision"];
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            304: components["responses"]["NotModified"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    getScaffold: {
        parameters: {
            query?: {
                /** @description A published revision; the current one if left out. */
                revision?: components["parameters"]["Revision"];
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scaffold requests. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scaffold"];
                };
            };
            304: components["responses"]["NotModified"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    getCoverage: {
        parameters: {
            query?: {
                /** @description A published revision; the current one if left out. */
                revision?: components["parameters"]["Revision"];
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Which task implements and which tests each element, and what serves each requirement. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Coverage"];
                };
            };
            304: components["responses"]["NotModified"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    getContract: {
        parameters: {
            query?: {
                /** @description A published revision; the current one if left out. */
                revision?: components["parameters"]["Revision"];
                /**
                 * @description An element, `op:GET /pets/{petId}` or `entity:Pet`; repeat it for several.
                 * @example [
                 *       "entity:Pet"
                 *     ]
                 */
                ref?: string[];
                /** @description A task, whose elements are meant; then `ref` is left aside. */
                task?: string;
                /** @description How much of each element. `brief` has no prose, `outline` no elements beyond those named directly, `signature` just required properties. */
                level?: "full" | "brief" | "outline" | "signature";
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract or slice. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                    "application/graphql": string;
                };
            };
            304: components["responses"]["NotModified"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    getSearch: {
        parameters: {
            query?: {
                /** @description A published revision; the current one if left out. */
                revision?: components["parameters"]["Revision"];
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trace. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchTrace"];
                };
            };
            304: components["responses"]["NotModified"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    listCandidates: {
        parameters: {
            query?: {
                /** @description A published revision; the current one if left out. */
                revision?: components["parameters"]["Revision"];
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The candidates. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidateList"];
                };
            };
            304: components["responses"]["NotModified"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    getCandidate: {
        parameters: {
            query?: {
                /** @description A published revision; the current one if left out. */
                revision?: components["parameters"]["Revision"];
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
                /** @description SHA-256 of the candidate's canonical JSON. */
                candidateId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The candidate. It holds task keys, no ids. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Candidate"];
                };
            };
            304: components["responses"]["NotModified"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    getBundle: {
        parameters: {
            query?: {
                /** @description A published revision; the current one if left out. */
                revision?: components["parameters"]["Revision"];
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The zip. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    /** @description Suggests a file name. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            304: components["responses"]["NotModified"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    listReadyTasks: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ready tasks of the current revision. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadyList"];
                };
            };
            304: components["responses"]["NotModified"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    listCards: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                /** @description `nextCursor` of the page before, with the same filters. It stays on its revision. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of Context Cards. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardList"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    getTask: {
        parameters: {
            query?: {
                /** @description A published revision; the current one if left out. */
                revision?: components["parameters"]["Revision"];
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
                /** @example tsk_b3n7zq2k5x6w4yj2c7v5m3h6ta */
                taskId: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task with where it belongs. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskAnswer"];
                };
            };
            304: components["responses"]["NotModified"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    getPayload: {
        parameters: {
            query?: {
                /** @description A published revision; the current one if left out. */
                revision?: components["parameters"]["Revision"];
                /**
                 * @description Cut for this model instead of the plan's own.
                 * @example gpt-4o
                 */
                model?: string;
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
                /** @example tsk_b3n7zq2k5x6w4yj2c7v5m3h6ta */
                taskId: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payload. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    /** @description Always `Accept`. */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payload"];
                    "text/markdown": string;
                };
            };
            304: components["responses"]["NotModified"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["Problem"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            default: components["responses"]["Problem"];
        };
    };
    getAcceptance: {
        parameters: {
            query?: {
                /** @description A published revision; the current one if left out. */
                revision?: components["parameters"]["Revision"];
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
                /** @example tsk_b3n7zq2k5x6w4yj2c7v5m3h6ta */
                taskId: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The check document. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckDocument"];
                };
            };
            304: components["responses"]["NotModified"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    getAcceptanceContract: {
        parameters: {
            query?: {
                /** @description A published revision; the current one if left out. */
                revision?: components["parameters"]["Revision"];
            };
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @example pln_4mx2k7q5w3zj6c7n5v2bh4t6yd */
                planId: components["parameters"]["PlanId"];
                /** @example tsk_b3n7zq2k5x6w4yj2c7v5m3h6ta */
                taskId: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            304: components["responses"]["NotModified"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["Problem"];
        };
    };
    reportOutcome: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example tsk_b3n7zq2k5x6w4yj2c7v5m3h6ta */
                taskId: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Callback"];
            };
        };
        responses: {
            /** @description Stored. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            default: components["responses"]["Problem"];
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All checks pass. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description A check fails. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The measurements. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getVersion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Version"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiDescription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The OpenAPI document. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            304: components["responses"]["NotModified"];
            default: components["responses"]["Problem"];
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
