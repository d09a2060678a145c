/// A moment, by the clock of the machine that only grows and by that of the wall.
package struct CallMoment: Sendable, Hashable {
    /// Seconds since the machine was started.
    package let steady: Double
    /// Seconds since 1970.
    package let wall: Double

    package init(steady: Double, wall: Double) {
        self.steady = steady
        self.wall = wall
    }
}

/// One call that takes a place in the minute of its account.
package struct CallSlot: Sendable, Hashable {
    package let id: Int64
    /// Seconds until the place is free; 0 gives it back.
    package let left: Double

    package init(id: Int64, left: Double) {
        self.id = id
        self.left = left
    }
}

/// What the service said of its limit, as far as it is worth telling to other processes.
package struct CallNews: Sendable, Hashable {
    /// Calls a minute that the service allows.
    package var limit: Int?
    /// Seconds for which it takes no calls.
    package var heldFor: Double?

    package init(limit: Int? = nil, heldFor: Double? = nil) {
        self.limit = limit
        self.heldFor = heldFor
    }
}

/// What one process tells all others that work on an account, and how many places it asks for, in one step.
package struct CallExchange: Sendable {
    /// Who asks: a number that no other client has.
    package let owner: Int64
    package let at: CallMoment
    /// Places of its own that are otherwise than it told before.
    package let slots: [CallSlot]
    package let news: CallNews
    /// Numbers for the places that it would like to have.
    package let wanted: [Int64]
    /// Seconds for which a place is taken when nobody says more about it: its process may have been killed.
    package let lasting: Double
    /// How many of the wanted there may be, as things stand.
    package let allowed: @Sendable (CallStanding) -> Int

    package init(
        owner: Int64, at: CallMoment, slots: [CallSlot] = [], news: CallNews = CallNews(), wanted: [Int64] = [],
        lasting: Double = 60, allowed: @escaping @Sendable (CallStanding) -> Int = { _ in 0 }
    ) {
        self.owner = owner
        self.at = at
        self.slots = slots
        self.news = news
        self.wanted = wanted
        self.lasting = lasting
        self.allowed = allowed
    }
}

/// How the calls of all processes stand.
package struct CallStanding: Sendable, Hashable {
    /// Places that the one who asks has taken, before it was given any.
    package var own: Int
    /// The places of the others: seconds until each is free.
    package var others: [Double]
    /// What any of them heard of the service.
    package var news: CallNews
    /// The wanted places that were given: they are taken now.
    package var granted: [Int64]

    package init(own: Int = 0, others: [Double] = [], news: CallNews = CallNews(), granted: [Int64] = []) {
        self.own = own
        self.others = others
        self.news = news
        self.granted = granted
    }
}
