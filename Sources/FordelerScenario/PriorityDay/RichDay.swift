/// The Drammen day at four sizes: every rule at once, for the cost of a plan over time.
public enum RichDay {
    /// 200, 500, 1,000 and 2,000 orders over ten working days, as many vans an order as in the scenario that is kept.
    public static let members: [PriorityDaySet.Member] = [200, 500, 1000, 2000].map { size in
        PriorityDaySet.Member(
            name: "rich-\(size)", orders: size / 10, backlog: size - size / 10, vans: (7 * size + 361) / 722, days: 10,
            shiftEnd: "15:30", seed: 1)
    }
}
