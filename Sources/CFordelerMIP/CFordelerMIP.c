/* The guarded solve: entry, error and cancel hooks, building, reading. The search's callback is in Search.c. */
#include "Solve.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A thread's environment belongs to one solve at a time: freeing it kills every problem of the thread. */
static _Thread_local int busy = 0;

double fmip_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

double fmip_remaining(const solve_state *s) {
    if (isinf(s->options->time_limit)) return INFINITY;
    return s->options->time_limit - (fmip_now() - s->begin);
}

int fmip_should_stop(solve_state *s) {
    const fmip_callbacks *call = &s->options->call;
    if (s->outcome_on_stop < 0) {
        if (call->stop != NULL && call->stop(call->context)) s->outcome_on_stop = FMIP_CANCELLED;
        else if (fmip_remaining(s) <= 0) s->outcome_on_stop = FMIP_TIME_LIMIT;
    }
    return s->outcome_on_stop >= 0;
}

void fmip_report(solve_state *s, int active) {
    const fmip_callbacks *call = &s->options->call;
    double now = fmip_now();
    if (call->progress == NULL || now - s->last_report < 0.2) return;
    s->last_report = now;
    fmip_progress p = {s->bound, s->has_best ? s->best : NAN, s->nodes, active, now - s->begin};
    call->progress(call->context, &p);
}

void fmip_keep(solve_state *s, double objective, const double *x) {
    int better = !s->has_best || (s->problem->maximise ? objective > s->best : objective < s->best);
    if (!better) return;
    s->has_best = 1;
    s->best = objective;
    if (x != NULL) memcpy(s->result->x, x, sizeof(double) * (size_t)s->problem->columns);
    const fmip_callbacks *call = &s->options->call;
    if (call->incumbent != NULL) call->incumbent(call->context, objective, x);
}

/* GLPK's error path prints through the terminal hook, then calls the error hook, then would abort. */
static void on_error(void *info) {
    solve_state *s = info;
    longjmp(s->escape, JUMP_ERROR);
}

/* Every line GLPK would print comes here, also from inside a long simplex run: the one place to hear a cancel. */
static int on_terminal(void *info, const char *text) {
    solve_state *s = info;
    if (glp_at_error()) {
        size_t used = strlen(s->result->message);
        strncat(s->result->message, text, sizeof(s->result->message) - used - 1);
    } else if (s->in_simplex && fmip_should_stop(s)) {
        longjmp(s->escape, JUMP_STOP);
    }
    return 1;
}

static void free_rows(fmip_rows *rows) {
    free((void *)rows->start);
    free((void *)rows->index);
    free((void *)rows->value);
    free((void *)rows->lower);
    free((void *)rows->upper);
    memset(rows, 0, sizeof *rows);
}

static const void *copied(const void *from, size_t bytes) {
    void *to = malloc(bytes + 1);
    if (to != NULL && bytes > 0) memcpy(to, from, bytes);
    return to;
}

int fmip_copy_rows(fmip_rows *out, const fmip_rows *rows) {
    free_rows(out);
    size_t r = (size_t)rows->rows, k = (size_t)rows->start[rows->rows];
    out->start = copied(rows->start, (r + 1) * sizeof(int));
    out->index = copied(rows->index, k * sizeof(int));
    out->value = copied(rows->value, k * sizeof(double));
    out->lower = copied(rows->lower, r * sizeof(double));
    out->upper = copied(rows->upper, r * sizeof(double));
    int whole = out->start != NULL && out->index != NULL && out->value != NULL && out->lower != NULL && out->upper != NULL;
    if (!whole) free_rows(out);
    out->rows = whole ? rows->rows : 0;
    return whole;
}

static int bound_kind(double lower, double upper) {
    if (isinf(lower) && isinf(upper)) return GLP_FR;
    if (isinf(lower)) return GLP_UP;
    if (isinf(upper)) return GLP_LO;
    return lower == upper ? GLP_FX : GLP_DB;
}

void fmip_append_rows(solve_state *s, glp_prob *p, const fmip_rows *rows) {
    if (rows->rows <= 0) return;
    int first = glp_add_rows(p, rows->rows);
    for (int r = 0; r < rows->rows; r++) {
        int count = rows->start[r + 1] - rows->start[r];
        for (int k = 0; k < count; k++) {
            s->index[k + 1] = rows->index[rows->start[r] + k] + 1;
            s->value[k + 1] = rows->value[rows->start[r] + k];
        }
        glp_set_mat_row(p, first + r, count, s->index, s->value);
        glp_set_row_bnds(p, first + r, bound_kind(rows->lower[r], rows->upper[r]), rows->lower[r], rows->upper[r]);
    }
}

static void build(solve_state *s) {
    const fmip_problem *m = s->problem;
    s->p = glp_create_prob();
    glp_set_obj_dir(s->p, m->maximise ? GLP_MAX : GLP_MIN);
    glp_set_obj_coef(s->p, 0, m->constant);
    if (m->columns > 0) glp_add_cols(s->p, m->columns);
    for (int j = 0; j < m->columns; j++) {
        glp_set_col_bnds(s->p, j + 1, bound_kind(m->lower[j], m->upper[j]), m->lower[j], m->upper[j]);
        glp_set_obj_coef(s->p, j + 1, m->cost[j]);
        if (m->integer[j]) {
            glp_set_col_kind(s->p, j + 1, GLP_IV);
            s->integers++;
        }
    }
    fmip_append_rows(s, s->p, &m->matrix);
    if (s->options->abort_for_test) glp_set_col_kind(s->p, m->columns + 1, GLP_IV);
}

static void set_basis(solve_state *s) {
    int *columns = s->result->column_status, *rows = s->result->row_status, basic = 0;
    if (columns == NULL || rows == NULL) return;
    for (int j = 0; j < s->problem->columns; j++) basic += columns[j] == FMIP_BASIC;
    for (int r = 0; r < s->problem->matrix.rows; r++) basic += rows[r] == FMIP_BASIC;
    if (basic != s->problem->matrix.rows) return;
    for (int j = 0; j < s->problem->columns; j++)
        if (columns[j] >= FMIP_BASIC && columns[j] <= FMIP_FIXED) glp_set_col_stat(s->p, j + 1, columns[j]);
    for (int r = 0; r < s->problem->matrix.rows; r++)
        if (rows[r] >= FMIP_BASIC && rows[r] <= FMIP_FIXED) glp_set_row_stat(s->p, r + 1, rows[r]);
}

/* Solves the LP from the present basis; returns 0 or an outcome. Two retries from fresh bases before giving up. */
int fmip_simplex(solve_state *s, int dual) {
    glp_smcp c;
    glp_init_smcp(&c);
    c.msg_lev = GLP_MSG_ON;
    c.out_frq = 50;
    c.meth = dual ? GLP_DUALP : GLP_PRIMAL;
    for (int attempt = 0; attempt < 3; attempt++) {
        double left = fmip_remaining(s);
        if (left <= 0) return s->outcome_on_stop = FMIP_TIME_LIMIT;
        c.tm_lim = left > 2e6 ? 2000000000 : 1 + (int)(left * 1000);
        if (s->options->iteration_limit > 0) {
            c.it_lim = s->options->iteration_limit - glp_get_it_cnt(s->p);
            if (c.it_lim <= 0) return FMIP_ITERATION_LIMIT;
        }
        s->in_simplex = 1;
        int code = glp_simplex(s->p, &c);
        s->in_simplex = 0;
        s->result->iterations = glp_get_it_cnt(s->p);
        if (code == 0) {
            int status = glp_get_status(s->p);
            if (status == GLP_OPT) return 0;
            if (status == GLP_NOFEAS) return FMIP_INFEASIBLE;
            if (status == GLP_UNBND) return FMIP_UNBOUNDED;
        } else if (code == GLP_ETMLIM) {
            return FMIP_TIME_LIMIT;
        } else if (code == GLP_EITLIM) {
            return FMIP_ITERATION_LIMIT;
        } else if (code == GLP_EBOUND) {
            return FMIP_INFEASIBLE;
        }
        if (attempt == 0) glp_std_basis(s->p);
        else glp_adv_basis(s->p, 0);
        c.meth = GLP_PRIMAL;
    }
    return FMIP_NUMERICAL;
}

static int is_integral(solve_state *s, const double *x) {
    for (int j = 0; j < s->problem->columns; j++)
        if (s->problem->integer[j] && fabs(x[j] - nearbyint(x[j])) > 1e-6) return 0;
    return 1;
}

static void read_point(solve_state *s, double *x) {
    for (int j = 0; j < s->problem->columns; j++) x[j] = glp_get_col_prim(s->p, j + 1);
}

/* The LP with its lazy rows, all added before the search where they hold in the whole tree. */
static int root(solve_state *s) {
    const fmip_callbacks *call = &s->options->call;
    int code = fmip_simplex(s, !s->options->primal);
    for (int round = 0; code == 0 && call->separate != NULL && round < s->options->root_rounds; round++) {
        s->bound = glp_get_obj_val(s->p);
        fmip_report(s, 1);
        if (fmip_should_stop(s)) return s->outcome_on_stop;
        read_point(s, s->point);
        if (!call->separate(call->context, s->point, is_integral(s, s->point), 0, &s->lazy) || s->lazy.rows <= 0) break;
        fmip_append_rows(s, s->p, &s->lazy);
        s->result->lazy_rows += s->lazy.rows;
        code = fmip_simplex(s, 1);
    }
    if (code == 0) s->bound = glp_get_obj_val(s->p);
    return code;
}

static void read_relaxation(solve_state *s) {
    fmip_result *r = s->result;
    for (int j = 0; j < s->problem->columns; j++) {
        if (r->column_dual != NULL) r->column_dual[j] = glp_get_col_dual(s->p, j + 1);
        if (r->column_status != NULL) r->column_status[j] = glp_get_col_stat(s->p, j + 1);
    }
    for (int i = 0; i < s->problem->matrix.rows; i++) {
        if (r->row_dual != NULL) r->row_dual[i] = glp_get_row_dual(s->p, i + 1);
        if (r->row_status != NULL) r->row_status[i] = glp_get_row_stat(s->p, i + 1);
    }
}

static int run(solve_state *s) {
    build(s);
    set_basis(s);
    if (s->integers > 0 && s->options->presolve) return fmip_search(s);
    int code = root(s);
    if (code != 0) return code;
    read_relaxation(s);
    if (s->integers > 0) return fmip_search(s);
    read_point(s, s->point);
    fmip_keep(s, s->bound, s->point);
    return FMIP_OPTIMAL;
}

void fmip_solve(const fmip_problem *problem, const fmip_options *options, fmip_result *result) {
    result->has_solution = 0;
    result->objective = result->bound = NAN;
    result->nodes = result->iterations = result->lazy_rows = result->fixed_columns = 0;
    result->message[0] = 0;
    if (busy) {
        result->outcome = FMIP_BUSY;
        return;
    }
    solve_state *s = calloc(1, sizeof *s);
    size_t n = (size_t)problem->columns + 2;
    if (s != NULL) {
        s->index = malloc(n * sizeof(int));
        s->value = malloc(n * sizeof(double));
        s->point = malloc(n * sizeof(double));
        s->candidate = malloc(n * sizeof(double));
    }
    if (s == NULL || s->index == NULL || s->value == NULL || s->point == NULL || s->candidate == NULL) {
        result->outcome = FMIP_MEMORY;
    } else {
        s->problem = problem;
        s->options = options;
        s->result = result;
        s->begin = fmip_now();
        s->bound = NAN;
        s->outcome_on_stop = -1;
        busy = 1;
        glp_init_env();
        glp_term_hook(on_terminal, s);
        glp_error_hook(on_error, s);
        if (options->initial != NULL) {
            double objective = problem->constant;
            for (int j = 0; j < problem->columns; j++) objective += problem->cost[j] * options->initial[j];
            fmip_keep(s, objective, options->initial);
        }
        switch (setjmp(s->escape)) {
        case 0: result->outcome = run(s); break;
        case JUMP_STOP: result->outcome = s->outcome_on_stop; break;
        default: result->outcome = FMIP_ABORTED; break;
        }
        result->has_solution = s->has_best && result->outcome != FMIP_ABORTED;
        result->objective = s->has_best ? s->best : NAN;
        result->bound = s->bound;
        result->nodes = s->nodes;
        if (result->outcome == FMIP_INFEASIBLE && s->has_best) result->outcome = FMIP_OPTIMAL;
        if (result->outcome == FMIP_OPTIMAL && s->integers > 0) result->bound = s->optimal_bound_known ? s->bound : s->best;
        /* Frees the problem and everything else of this thread, after errors as well. */
        glp_free_env();
        busy = 0;
    }
    if (s != NULL) {
        free_rows(&s->lazy);
        free(s->index);
        free(s->value);
        free(s->point);
        free(s->candidate);
        free(s);
    }
}
