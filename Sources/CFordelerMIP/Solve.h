/* What the two halves of the guarded solve share. */
#ifndef FORDELER_SOLVE_H
#define FORDELER_SOLVE_H

#include "CFordelerMIP.h"

#include <glpk.h>
#include <math.h>
#include <setjmp.h>

enum { JUMP_ERROR = 1, JUMP_STOP = 2 };

typedef struct {
    const fmip_problem *problem;
    const fmip_options *options;
    fmip_result *result;
    glp_prob *p;
    jmp_buf escape;
    double begin;
    double last_report;
    double bound;
    double best; /* result->x holds the point */
    int has_best;
    int offered; /* the best point was offered to the search */
    int integers;
    int nodes;
    int in_simplex; /* a jump out of the terminal hook is safe */
    int outcome_on_stop; /* -1 = go on */
    int optimal_bound_known;
    fmip_rows lazy;    /* owned */
    int *index;        /* 1-based scratch, columns + 1 */
    double *value;     /* same */
    double *point;     /* 0-based LP point */
    double *candidate; /* 1-based point offered to the search */
} solve_state;

double fmip_now(void);
double fmip_remaining(const solve_state *s);
int fmip_should_stop(solve_state *s);
void fmip_report(solve_state *s, int active);
void fmip_keep(solve_state *s, double objective, const double *x);
void fmip_append_rows(solve_state *s, glp_prob *p, const fmip_rows *rows);
int fmip_simplex(solve_state *s, int dual);
int fmip_search(solve_state *s);

#endif
