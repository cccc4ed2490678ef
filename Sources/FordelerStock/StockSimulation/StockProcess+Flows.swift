import FordelerModel
import FordelerStatistics

extension StockProcess {
    // MARK: Demand

    mutating func scheduleNext(_ index: Int) {
        let gap = Exponential(mean: 1 / streams[index].rate).sample(using: &draws[index])
        queue.schedule(.demand(stream: index), at: queue.now + gap)
    }

    /// A citizen asks: own shelf, helping stores, the central store, or the line of the own store.
    mutating func demand(_ index: Int) {
        scheduleNext(index)
        let stream = streams[index]
        let leg = legs[index]
        let item = stream.item
        let main = cell(item, central)
        let own = cell(item, stream.site)
        let waiting = Waiting(stream: index, since: queue.now)
        if !stream.isForward {
            if onHand[main] > 0 {
                onHand[main] -= 1
                serve(waiting, days: leg.central, fromShelf: true)
            } else {
                claims[item].append(.citizen(waiting))
                owedAverage[own].set(owedAverage[own].value + 1, at: queue.now)
            }
            replace(item)
        } else if onHand[own] > 0 {
            withdraw(item, stream.site)
            serve(waiting, days: leg.own, fromShelf: true)
        } else if options.fallsBack, leg.central <= leg.limit, onHand[main] > 0 {
            if measuring { record.direct += 1 }
            onHand[main] -= 1
            serve(waiting, days: leg.central, fromShelf: false)
            replace(item)
        } else if options.fallsBack, let link = leg.links.first(where: { onHand[cell(item, $0.from)] > 0 }) {
            if measuring { record.lateral += 1 }
            withdraw(item, link.from)
            serve(waiting, days: link.days, fromShelf: false)
        } else if options.fallsBack, leg.central <= leg.limit, onOrder[own] <= owed[own].count {
            // No piece that is on its way to the store is free: the central store owes it to the citizen.
            claims[item].append(.citizen(waiting))
            owedAverage[own].set(owedAverage[own].value + 1, at: queue.now)
            replace(item)
        } else {
            owed[own].append(waiting)
            owedAverage[own].set(owedAverage[own].value + 1, at: queue.now)
            register(item, stream.site)
        }
    }

    /// Books a piece that reaches its citizen `days` after the demand.
    private mutating func serve(_ waiting: Waiting, days: Double, fromShelf: Bool) {
        issued[streams[waiting.stream].item] += 1
        if waiting.since >= options.warmUpDays {
            book(waiting.stream, inTime: days <= legs[waiting.stream].limit + 1e-9, fromShelf: fromShelf)
        }
    }

    private mutating func book(_ index: Int, inTime: Bool, fromShelf: Bool) {
        let stream = streams[index]
        func book(_ flow: inout StockRecord.Flow) {
            flow.demand += 1
            if fromShelf { flow.fromShelf += 1 }
            if inTime { flow.inTime += 1 }
        }
        book(&record.flows[stream.item][stream.site])
        book(&record.classes[stream.priority, default: .init()])
        book(&record.classItems[stream.priority, default: nothing.items][stream.item])
        book(&record.classSites[stream.priority, default: nothing.sites][stream.site])
    }

    // MARK: Stores

    private mutating func withdraw(_ item: Int, _ site: Int) {
        onHand[cell(item, site)] -= 1
        register(item, site)
    }

    /// A withdrawal reaches the books at once or late; only then it is refilled.
    private mutating func register(_ item: Int, _ site: Int) {
        let late = registrationDraws.nextBool(probability: options.lateRegistrationShare)
        if late, options.lateRegistrationDays > 0 {
            unregistered[cell(item, site)] += 1
            queue.schedule(.registered(item: item, site: site), at: queue.now + options.lateRegistrationDays)
        } else if problem.sites[site].reviewDays <= 0 {
            order(item, site, pieces: 1)
        }
    }

    /// A round: every item up to its level by the books, in whole batches, as far as the van's space goes.
    mutating func review(_ site: Int) {
        var litres = options.roundLitres ?? .max
        for item in problem.items.indices {
            let index = cell(item, site)
            let booked = onHand[index] + onOrder[index] - owed[index].count + unregistered[index]
            let batch = max(1, problem.items[item].batch)
            var pieces = (simulation.levels[item][site] - booked) / batch * batch
            let volume = problem.items[item].volumeLitres
            if volume > 0 { pieces = min(pieces, litres / volume / batch * batch) }
            guard pieces > 0 else { continue }
            litres -= pieces * volume
            order(item, site, pieces: pieces)
        }
    }

    mutating func order(_ item: Int, _ site: Int, pieces: Int) {
        let main = cell(item, central)
        onOrder[cell(item, site)] += pieces
        for _ in 0..<pieces {
            if onHand[main] > 0 {
                onHand[main] -= 1
                send(item, site)
            } else {
                claims[item].append(.store(site))
            }
            replace(item)
        }
    }

    private mutating func send(_ item: Int, _ site: Int) {
        inTransit[item] += 1
        queue.schedule(
            .arrival(item: item, site: site, pieces: 1), at: queue.now + problem.sites[site].transportDays)
    }

    mutating func shelve(_ item: Int, _ site: Int, pieces: Int) {
        let index = cell(item, site)
        for _ in 0..<pieces {
            if let waiting = owed[index].popFirst() {
                owedAverage[index].set(owedAverage[index].value - 1, at: queue.now)
                serve(waiting, days: queue.now - waiting.since + legs[waiting.stream].own, fromShelf: false)
            } else {
                onHand[index] += 1
            }
        }
    }

    // MARK: The central store

    /// A piece is fit for use at the central store: the longest claim first, then the shelf.
    mutating func receive(_ item: Int) {
        switch claims[item].popFirst() {
        case .store(let site): send(item, site)
        case .citizen(let waiting):
            let own = cell(item, streams[waiting.stream].site)
            owedAverage[own].set(owedAverage[own].value - 1, at: queue.now)
            serve(waiting, days: queue.now - waiting.since + legs[waiting.stream].central, fromShelf: false)
        case nil: onHand[cell(item, central)] += 1
        }
    }

    /// The central store replaces a piece that was asked of it.
    private mutating func replace(_ item: Int) {
        switch options.returns {
        case .withDemand:
            // One old piece in exchange, by the return share; when it is not fit, or none came, a new one is bought.
            let came = returnDraws[item].nextBool(probability: problem.items[item].returnShare)
            if !(came && takeBack(item)) { buy(item) }
        case .independent:
            restock(item)
        }
    }

    /// Buys until the central position is back at its level.
    private mutating func restock(_ item: Int) {
        let position = onHand[cell(item, central)] + supplierPieces[item] + coming[item] - claims[item].count
        for _ in 0..<max(0, simulation.levels[item][central] - position) { buy(item) }
    }

    private mutating func buy(_ item: Int) {
        let days = supplierDays(item)
        // Orders to one supplier do not overtake each other.
        lastSupply[item] = max(lastSupply[item], queue.now + days)
        supplierPieces[item] += 1
        totals.purchased[item] += 1
        if measuring { record.purchased += 1 }
        queue.schedule(.purchase(item: item), at: lastSupply[item])
    }

    /// A supplier keeps its days for a while and then finds new ones: spread that does not come from orders that
    /// overtake each other, as the promise assumes. A spell is long against the days themselves.
    private mutating func supplierDays(_ item: Int) -> Double {
        let aid = problem.items[item]
        guard aid.supplierVariance > 0, aid.supplierDays > 0 else { return aid.supplierDays }
        let spell = max(60, 6 * aid.supplierDays)
        if supplierState[item].until < 0 {
            // The run begins somewhere inside a spell.
            supplierState[item].until = spell * supplierDraws[item].nextUnit()
            supplierState[item].days = drawSupplierDays(aid, item)
        }
        while supplierState[item].until <= queue.now {
            supplierState[item].until += spell
            supplierState[item].days = drawSupplierDays(aid, item)
        }
        return supplierState[item].days
    }

    private mutating func drawSupplierDays(_ aid: StockItem, _ item: Int) -> Double {
        Gamma(mean: aid.supplierDays, variance: aid.supplierVariance).sample(using: &supplierDraws[item])
    }

    // MARK: Returns

    /// A piece comes back, is inspected and goes to the bench; returns whether it will be fit for use.
    mutating func takeBack(_ item: Int) -> Bool {
        let piece = Piece(
            item: item, isGood: yieldDraws[item].nextBool(probability: problem.items[item].yield))
        totals.returned[item] += 1
        if measuring { record.returned += 1 }
        atBench[item] += 1
        if piece.isGood { coming[item] += 1 }
        countBench()
        if bench.arrive(piece) { startBench(piece) }
        return piece.isGood
    }

    private mutating func startBench(_ piece: Piece) {
        let minutes = problem.items[piece.item].benchMinutes
        guard let capacity = problem.bench, minutes > 0 else {
            queue.schedule(.benchDone(piece), at: queue.now)
            return
        }
        let mean = minutes / capacity.minutesPerDay
        let days =
            capacity.variation > 0
            ? Gamma(mean: mean, variance: capacity.variation * mean * mean).sample(using: &benchDraws[piece.item])
            : mean
        queue.schedule(.benchDone(piece), at: queue.now + days)
    }

    mutating func leaveBench(_ piece: Piece) {
        atBench[piece.item] -= 1
        beingMade[piece.item] += 1
        countBench()
        if let next = bench.leave() { startBench(next) }
        queue.schedule(.ready(piece), at: queue.now + problem.items[piece.item].reconditionDays)
    }

    mutating func makeReady(_ piece: Piece) {
        beingMade[piece.item] -= 1
        if piece.isGood {
            coming[piece.item] -= 1
            if measuring { record.reissued += 1 }
            receive(piece.item)
        } else {
            totals.scrapped[piece.item] += 1
            if measuring { record.scrapped += 1 }
        }
    }

    private mutating func countBench() { benchAverage.set(Double(atBench.reduce(0, +)), at: queue.now) }

    // MARK: The end

    /// Books who still waits, the averages, and whether every piece is accounted for.
    mutating func finish(at end: Double) {
        for item in problem.items.indices {
            for site in 0..<siteCount { close(owed[cell(item, site)].elements, at: end) { $0.own } }
            let waiting = claims[item].elements.compactMap { claim -> Waiting? in
                if case .citizen(let waiting) = claim { return waiting }
                return nil
            }
            close(waiting[...], at: end) { $0.central }
            for site in 0..<siteCount {
                record.backorders[item][site] = owedAverage[cell(item, site)].average(until: end)
            }
            let shelves = (0..<siteCount).reduce(0) { $0 + onHand[cell(item, $1)] }
            let inside =
                shelves + inTransit[item] + supplierPieces[item] + atBench[item] + beingMade[item] + issued[item]
                + totals.scrapped[item]
            record.lost += abs(start[item] + totals.purchased[item] + totals.returned[item] - inside)
        }
        record.benchPieces = benchAverage.average(until: end)
    }

    private mutating func close(_ waiting: ArraySlice<Waiting>, at end: Double, leg: (Leg) -> Double) {
        for entry in waiting where entry.since >= options.warmUpDays {
            let limit = legs[entry.stream].limit
            if end - entry.since + leg(legs[entry.stream]) > limit {
                book(entry.stream, inTime: false, fromShelf: false)
            } else {
                record.flows[streams[entry.stream].item][streams[entry.stream].site].open += 1
            }
        }
    }
}
