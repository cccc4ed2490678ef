/* One guarded GLPK solve: flat arrays in, flat arrays out.
 *
 * GLPK aborts the process on errors and keeps thread-local memory, so the whole life of a GLPK problem (build,
 * solve, read, free) happens inside `fmip_solve`. Errors and cancels leave GLPK by a jump that crosses C frames
 * only. Callbacks receive and return flat arrays and never call GLPK. All indices count from 0.
 */
#ifndef CFORDELER_MIP_H
#define CFORDELER_MIP_H

/* How a solve ended. */
enum {
    FMIP_OPTIMAL = 0,
    FMIP_INFEASIBLE = 1,
    FMIP_UNBOUNDED = 2,
    FMIP_TIME_LIMIT = 3,
    FMIP_NODE_LIMIT = 4,
    FMIP_CANCELLED = 5,
    FMIP_ABORTED = 6,   /* GLPK wanted to end the process; `message` says why */
    FMIP_NUMERICAL = 7, /* GLPK gave up: singular or ill-conditioned basis, no convergence */
    FMIP_BUSY = 8,      /* called from one of its own callbacks */
    FMIP_MEMORY = 9,
    FMIP_ITERATION_LIMIT = 10
};

/* Basis status of a row or column, for warm starts. */
enum { FMIP_BASIC = 1, FMIP_AT_LOWER = 2, FMIP_AT_UPPER = 3, FMIP_FREE = 4, FMIP_FIXED = 5 };

/* Rows in compressed form: row r has entries start[r] ..< start[r + 1]. Infinite bounds are INFINITY. */
typedef struct {
    int rows;
    const int *start;
    const int *index;
    const double *value;
    const double *lower;
    const double *upper;
} fmip_rows;

typedef struct {
    int columns;
    const double *lower;
    const double *upper;
    const double *cost;
    const unsigned char *integer; /* 1 = integer column */
    double constant;
    int maximise;
    fmip_rows matrix;
} fmip_problem;

typedef struct {
    double bound;     /* proven bound, NaN when none */
    double objective; /* best solution, NaN when none */
    int nodes;
    int active_nodes;
    double seconds;
} fmip_progress;

typedef struct {
    void *context;
    /* Nonzero asks the solve to stop. */
    int (*stop)(void *context);
    /* Violated rows at the point x, handed over with `fmip_copy_rows(out, ...)`; nonzero when there are some. */
    int (*separate)(void *context, const double *x, int integral, int depth, fmip_rows *out);
    /* A feasible point built from the LP point x; nonzero when `candidate` was filled. */
    int (*improve)(void *context, const double *x, double *candidate);
    /* A better solution. x is NULL under presolve. */
    void (*incumbent)(void *context, double objective, const double *x);
    void (*progress)(void *context, const fmip_progress *progress);
} fmip_callbacks;

typedef struct {
    double time_limit;      /* seconds, INFINITY = none */
    int node_limit;         /* 0 = none */
    int iteration_limit;    /* simplex iterations, 0 = none; looked at between the nodes of the search */
    double relative_gap;    /* stop when the proven gap is at most this */
    double objective_step;  /* every solution's objective is a multiple of this apart; 0 = unknown */
    int branching;          /* GLPK's GLP_BR_* */
    int backtracking;       /* GLPK's GLP_BT_* */
    int presolve;
    int cuts;               /* 1 Gomory, 2 MIR, 4 cover, 8 clique, added together */
    int root_rounds;        /* most rounds of `separate` before the search */
    int primal;             /* 1 = primal simplex first */
    const double *initial;  /* a feasible point to start from, or NULL */
    int abort_for_test;     /* provoke GLPK's own abort, to prove that it is survived */
    fmip_callbacks call;
} fmip_options;

typedef struct {
    int outcome;
    int has_solution;
    double objective;
    double bound; /* NaN when none */
    int nodes;
    int iterations; /* of the simplex method */
    int lazy_rows;
    int fixed_columns;
    double *x;
    double *column_dual; /* of the last LP solved before the search */
    double *row_dual;    /* rows of the problem, lazy rows not included */
    int *column_status;  /* in and out, or NULL; all 0 on entry = no basis */
    int *row_status;
    char message[512];
} fmip_result;

/* Copies rows into `out`, which the solve owns and frees; 0 when memory is short. Calls no GLPK. */
int fmip_copy_rows(fmip_rows *out, const fmip_rows *rows);

/* Solves; always returns. `result->outcome` says how it ended. */
void fmip_solve(const fmip_problem *problem, const fmip_options *options, fmip_result *result);

#endif
