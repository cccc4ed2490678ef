/// The `README.md` of the Drammen day: where every number comes from.
enum DrammenReadme {
    static func text(orders: Int, backlog: Int, vans: Int, seed: UInt64) -> String {
        """
        # A weekday in Drammen

        The municipal store of aids in Mjøndalen and a small store in Svelvik plan ten working days from Tuesday 5 May
        2026, at seven in the morning: \(orders) new orders of Monday, \(backlog) open orders from before, \(vans) vans.
        Ascension Day (14 May) lies inside the horizon and is no service day.

        Made by `fordeler generate drammen-day --orders \(orders) --backlog \(backlog) --vans \(vans) --seed \(seed) --out DIR`.
        All people and addresses are synthetic. Edit any file; the generator is only needed to make a larger or another
        day.

        ## What it shows

        - More work than the vans can do: nearly all orders are due inside the horizon or overdue when it starts.
        - No acute or class 1 order has to become late, though a rule that serves whatever is due earliest fills the
          first days with overdue orders of lower classes.
        - The choice of van matters: beds and ramps need a crew of two, heavy chairs a tail lift, repairs a technician.
        - Also here: kits that come in one visit, exchanges, windows, blocked days, stairs, known infection, shared
          addresses, held orders, orders that are not ready, a second due date, a logged allowance, one van away on one
          day (v5 on 8 May) and one crew of two that is alone on one day (v3 on 13 May).

        ## Where the numbers come from

        | number | value | source |
        | --- | --- | --- |
        | classes and limits | acute 48 h, 5, 14 and 90 days | Drammen kommune, slides on the priority tool, May 2024 |
        | who sets acute | the shared intake desk (`felles-mottak`) | the same slides |
        | criteria of the classes | shortened from the key | the same slides |
        | clocks | goods count from ready, the rest from registered | [assumption], both clocks are kept |
        | stores | Mjøndalen, Svelvik | Drammen kommune; the points are those of the postcodes |
        | mix of new orders | 35 deliver, 20 collect, 17 repair of 72 | [assumption] from the daily rate of a neighbouring municipality |
        | size, classes and ages of the queue | \(backlog) orders | [assumption]: the source's waiting-time charts are pictures without values, so the queue is shaped by us to fill the horizon |
        | postcodes and their points | 44 areas | GeoNames (geonames.org), CC BY 4.0 |
        | share of orders by postcode | weights 3 to 12 | [assumption] |
        | homes | within about 600 m of the postcode's point | [assumption], synthetic |
        | product classes | ISO 9999 | the standard's class numbers |
        | sizes, weights, persons, minutes by product | `items.csv` | [assumption], to be edited |
        | two persons over 25 kg, with stairs over 15 kg | beds, ramps, much on stairs | Swedish work-environment advice on lifting; heavy chairs roll over a tail lift, so 25 kg stands as their part to lift |
        | minutes per stop | 7 | [assumption], 6 to 8 are usual to park, walk and sign |
        | shift | 07:30 to 15:30, 30 minutes' break, up to 30 minutes' overtime | [assumption], eight hours |
        | loading | 25 minutes first, 20 between trips; 15 and 10 in Svelvik | [assumption] |
        | vans | 6 to 12 m³, 800 to 1,200 kg | [assumption], usual sizes |
        | wage, shift and kilometre cost | 420 kr per person and hour, 450 kr, 4.50 kr | [assumption] |
        | road factor | 1.4 | [assumption]: between the 1.56 measured in eastern Oslo and open country |
        | speeds | 30, 45, 65 km/h to 3, 15 and more km | [assumption]: free flow in eastern Oslo is 34 km/h in the median |
        | price of waiting | 2,000, 800, 300, 100 kr for a whole limit | [assumption], the defaults |
        | holidays | 14 May | Norwegian law on public holidays |

        """
    }
}
