/* Branch and bound: fixing at the root, the search, its callback. */
#include "Solve.h"

#include <string.h>

/* Signed so that larger is worse, whichever the direction. */
static double worse_by(const solve_state *s, double a, double b) { return s->problem->maximise ? b - a : a - b; }

static double slack_to_prune(const solve_state *s) {
    return s->options->objective_step > 0 ? 0.999 * s->options->objective_step : 0;
}

/* Fixes integer columns that no better solution can move off their bound. Fixings that the best point breaks are
 * left out, so that the search still accepts it. */
static void fix_by_reduced_cost(solve_state *s) {
    if (!s->has_best) return;
    double room = worse_by(s, s->best, s->bound) - slack_to_prune(s) + 1e-9 * (1 + fabs(s->best));
    if (room < 0) room = 0;
    for (int j = 1; j <= s->problem->columns; j++) {
        if (!s->problem->integer[j - 1]) continue;
        int status = glp_get_col_stat(s->p, j);
        if (status != GLP_NL && status != GLP_NU) continue;
        double cost = fabs(glp_get_col_dual(s->p, j));
        double at = status == GLP_NL ? glp_get_col_lb(s->p, j) : glp_get_col_ub(s->p, j);
        if (cost > room + 1e-7 * (1 + fabs(s->best)) && fabs(s->result->x[j - 1] - at) < 1e-9) {
            glp_set_col_bnds(s->p, j, GLP_FX, at, at);
            s->result->fixed_columns++;
        }
    }
}

/* Lazy rows that bind nowhere at the root can be found again; they only slow the search down. */
static int drop_slack_rows(solve_state *s) {
    int own = s->problem->matrix.rows, rows = glp_get_num_rows(s->p), count = 0;
    if (rows <= own) return 0;
    int *drop = glp_calloc(rows - own + 1, sizeof(int));
    for (int i = own + 1; i <= rows; i++)
        if (glp_get_row_stat(s->p, i) == GLP_BS) drop[++count] = i;
    if (count > 0) glp_del_rows(s->p, count, drop);
    glp_free(drop);
    return count;
}

static void note_bound(solve_state *s, glp_tree *tree) {
    int node = glp_ios_best_node(tree);
    if (node == 0) return;
    double bound = glp_ios_node_bound(tree, node);
    if (fabs(bound) < 1e300 && (isnan(s->bound) || worse_by(s, bound, s->bound) > 0)) s->bound = bound;
}

static void add_lazy_rows(solve_state *s, glp_tree *tree) {
    const fmip_callbacks *call = &s->options->call;
    if (call->separate == NULL) return;
    glp_prob *p = glp_ios_get_prob(tree);
    int integral = 1;
    for (int j = 0; j < s->problem->columns; j++) {
        s->point[j] = glp_get_col_prim(p, j + 1);
        if (s->problem->integer[j] && fabs(s->point[j] - nearbyint(s->point[j])) > 1e-6) integral = 0;
    }
    int depth = glp_ios_node_level(tree, glp_ios_curr_node(tree));
    if (!call->separate(call->context, s->point, integral, depth, &s->lazy)) return;
    fmip_append_rows(s, p, &s->lazy);
    s->result->lazy_rows += s->lazy.rows;
}

static void offer(solve_state *s, glp_tree *tree) {
    const fmip_callbacks *call = &s->options->call;
    int n = s->problem->columns;
    if (s->has_best && !s->offered) {
        s->offered = 1;
        memcpy(s->candidate + 1, s->result->x, sizeof(double) * (size_t)n);
        glp_ios_heur_sol(tree, s->candidate);
    }
    if (call->improve == NULL) return;
    glp_prob *p = glp_ios_get_prob(tree);
    for (int j = 0; j < n; j++) s->point[j] = glp_get_col_prim(p, j + 1);
    if (!call->improve(call->context, s->point, s->candidate + 1)) return;
    double objective = s->problem->constant;
    for (int j = 0; j < n; j++) objective += s->problem->cost[j] * s->candidate[j + 1];
    if (glp_ios_heur_sol(tree, s->candidate) == 0) fmip_keep(s, objective, s->candidate + 1);
}

static void found(solve_state *s, glp_tree *tree) {
    glp_prob *p = glp_ios_get_prob(tree);
    double objective = glp_mip_obj_val(p);
    if (s->options->presolve) {
        fmip_keep(s, objective, NULL);
        return;
    }
    for (int j = 0; j < s->problem->columns; j++) s->candidate[j] = glp_mip_col_val(p, j + 1);
    fmip_keep(s, objective, s->candidate);
}

static void on_search(glp_tree *tree, void *info) {
    solve_state *s = info;
    int active = 0, all = 0;
    glp_ios_tree_size(tree, &active, NULL, &all);
    s->nodes = all;
    note_bound(s, tree);
    if (fmip_should_stop(s)) {
        glp_ios_terminate(tree);
        return;
    }
    int reason = glp_ios_reason(tree);
    if (reason == GLP_IROWGEN) add_lazy_rows(s, tree);
    else if (reason == GLP_IHEUR && !s->options->presolve) offer(s, tree);
    else if (reason == GLP_IBINGO) found(s, tree);
    fmip_report(s, active);
    s->result->iterations = glp_get_it_cnt(glp_ios_get_prob(tree));
    if (s->options->iteration_limit > 0 && s->result->iterations >= s->options->iteration_limit) {
        s->outcome_on_stop = FMIP_ITERATION_LIMIT;
        glp_ios_terminate(tree);
        return;
    }
    if (reason == GLP_ISELECT && s->options->node_limit > 0 && all > s->options->node_limit) {
        s->outcome_on_stop = FMIP_NODE_LIMIT;
        glp_ios_terminate(tree);
    }
}

int fmip_search(solve_state *s) {
    const fmip_options *o = s->options;
    if (!o->presolve) {
        fix_by_reduced_cost(s);
        if (drop_slack_rows(s) + s->result->fixed_columns > 0) {
            int code = fmip_simplex(s, 1);
            if (code != 0) return code;
        }
    }
    glp_iocp c;
    glp_init_iocp(&c);
    c.msg_lev = GLP_MSG_ALL;
    c.out_frq = 50;
    c.out_dly = 50;
    c.br_tech = o->branching;
    c.bt_tech = o->backtracking;
    c.presolve = o->presolve ? GLP_ON : GLP_OFF;
    c.gmi_cuts = o->cuts & 1 ? GLP_ON : GLP_OFF;
    c.mir_cuts = o->cuts & 2 ? GLP_ON : GLP_OFF;
    c.cov_cuts = o->cuts & 4 ? GLP_ON : GLP_OFF;
    c.clq_cuts = o->cuts & 8 ? GLP_ON : GLP_OFF;
    c.cb_func = on_search;
    c.cb_info = s;
    double left = fmip_remaining(s);
    if (left <= 0) return FMIP_TIME_LIMIT;
    c.tm_lim = left > 2e6 ? 2000000000 : 1 + (int)(left * 1000);
    if (o->objective_step > 0 && s->has_best) {
        /* Nothing closer than one step can be better: prune there. */
        double tolerance = slack_to_prune(s) / (1 + fabs(s->best));
        if (tolerance > c.tol_obj && tolerance < 0.5) c.tol_obj = tolerance;
        double gap = slack_to_prune(s) / (fabs(s->best) + 1e-9);
        if (gap < 0.5) c.mip_gap = gap;
    }
    if (o->relative_gap > c.mip_gap) c.mip_gap = o->relative_gap;
    s->in_simplex = 1;
    int code = glp_intopt(s->p, &c);
    s->in_simplex = 0;
    int status = glp_mip_status(s->p);
    if (status == GLP_OPT || status == GLP_FEAS) {
        double objective = glp_mip_obj_val(s->p);
        for (int j = 0; j < s->problem->columns; j++) s->point[j] = glp_mip_col_val(s->p, j + 1);
        int presolved = o->presolve && s->has_best && worse_by(s, objective, s->best) <= 1e-9 * (1 + fabs(s->best));
        if (presolved) memcpy(s->result->x, s->point, sizeof(double) * (size_t)s->problem->columns);
        fmip_keep(s, objective, s->point);
    }
    if (code == GLP_EMIPGAP) {
        s->optimal_bound_known = !isnan(s->bound) && !(o->objective_step > 0 && worse_by(s, s->best, s->bound) < o->objective_step);
        return FMIP_OPTIMAL;
    }
    if (code == GLP_ETMLIM) return FMIP_TIME_LIMIT;
    if (code == GLP_ESTOP) return s->outcome_on_stop >= 0 ? s->outcome_on_stop : FMIP_CANCELLED;
    if (code == GLP_ENOPFS) return FMIP_INFEASIBLE;
    if (code == GLP_ENODFS) return FMIP_UNBOUNDED;
    if (code != 0) return FMIP_NUMERICAL;
    return status == GLP_NOFEAS ? FMIP_INFEASIBLE : FMIP_OPTIMAL;
}
