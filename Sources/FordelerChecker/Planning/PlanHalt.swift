/// A halt of a van for an order: its visit, or the loading of a transfer at a store.
struct PlanHalt: Equatable {
    var order: Int
    var isLoading: Bool
}
