/// Closed forms for waiting lines; benches, staff and stocks that send for help when they are empty.
public enum Queues {
    /// Erlang's loss formula B(c, a): share of arrivals that find all `servers` busy and go elsewhere.
    ///
    /// For a stock of c pieces with pipeline mean a it is the share served by express; any lead-time distribution.
    /// - Precondition: `servers` ≥ 0 and `load` is finite and not negative. O(servers).
    public static func erlangB(servers: Int, load: Double) -> Double {
        precondition(servers >= 0 && load >= 0 && load.isFinite, "servers and load are not negative")
        if load == 0 { return servers == 0 ? 1 : 0 }
        var blocked = 1.0
        for server in 0..<servers { blocked = load * blocked / (Double(server + 1) + load * blocked) }
        return blocked
    }

    /// Erlang's waiting formula C(c, a): share of arrivals that wait; 1 when the load is not below `servers`.
    public static func erlangC(servers: Int, load: Double) -> Double {
        guard Double(servers) > load else { return 1 }
        let blocked = erlangB(servers: servers, load: load)
        let busy = load / Double(servers)
        return blocked / (1 - busy * (1 - blocked))
    }

    /// Mean wait of each class in an M/M/c queue where the first class goes first and nobody is interrupted.
    ///
    /// Cobham (1954), doi:10.1287/opre.2.1.70; Kella and Yechiali (1985), doi:10.1002/nav.3800320208.
    /// - Parameters:
    ///   - servers: 1 or more.
    ///   - arrivalRates: Per unit of time, the most urgent class first.
    ///   - serviceRate: Customers per server and unit of time, above 0.
    /// - Returns: Share that waits, and the mean waits; infinite from the class on that overloads the servers.
    public static func priorityWaits(
        servers: Int, arrivalRates: [Double], serviceRate: Double
    ) -> (waiting: Double, waits: [Double]) {
        precondition(servers > 0 && serviceRate > 0, "there is somebody to serve")
        let capacity = Double(servers) * serviceRate
        let waiting = erlangC(servers: servers, load: arrivalRates.reduce(0, +) / serviceRate)
        var before = 0.0
        let waits = arrivalRates.map { rate in
            let through = before + rate / capacity
            defer { before = through }
            return through < 1 ? waiting / capacity / ((1 - before) * (1 - through)) : .infinity
        }
        return (waiting, waits)
    }

    /// Mean wait in an M/G/1 queue (Pollaczek and Khinchine); infinite when the server is overloaded.
    ///
    /// - Parameters:
    ///   - arrivalRate: Per unit of time.
    ///   - serviceMean: Mean service time.
    ///   - serviceVariance: Its variance.
    public static func singleServerWait(arrivalRate: Double, serviceMean: Double, serviceVariance: Double) -> Double {
        let busy = arrivalRate * serviceMean
        guard busy < 1 else { return .infinity }
        return arrivalRate * (serviceVariance + serviceMean * serviceMean) / (2 * (1 - busy))
    }

    /// Mean wait in an M/G/c queue by Allen and Cunneen's rule; exact for one server and for exponential service.
    public static func wait(
        servers: Int, arrivalRate: Double, serviceMean: Double, serviceVariance: Double
    ) -> Double {
        let load = arrivalRate * serviceMean
        guard servers > 0, Double(servers) > load else { return .infinity }
        if load == 0 { return 0 }
        let variation = serviceVariance / (serviceMean * serviceMean)
        return erlangC(servers: servers, load: load) * serviceMean / (Double(servers) - load) * (1 + variation) / 2
    }
}
