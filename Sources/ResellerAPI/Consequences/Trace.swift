/// Where the service shows what a call changes, and what becomes of it there; declared with the operation.
package struct Trace: Sendable, Hashable {
    /// Which read shows the thing, and how it is found in the answer.
    package struct Look: Sendable, Hashable {
        /// Id of the read in the scope of customers.
        let read: String
        /// Parameters of the read, each with the name of the call's parameter that gives its value.
        let asks: [Link]
        let pick: Pick

        init(read: Operation, asks: [Link], pick: Pick) {
            self.read = read.id
            self.asks = asks
            self.pick = pick
        }
    }

    /// A name of one side with a name of the other.
    package struct Link: Sendable, Hashable {
        let name: String
        /// Name of a parameter of the call.
        let parameter: String

        init(_ name: String, from parameter: String) {
            self.name = name
            self.parameter = parameter
        }
    }

    /// How the thing is found among the records of the answer. Case never counts: names and addresses are one
    /// namespace without it.
    package enum Pick: Sendable, Hashable {
        /// There is one at most.
        case only
        /// The record whose member has the value of one of these parameters, the first that leads to a record.
        case having(member: String, parameters: [String])
        /// The same, among the records that a member of the one record holds.
        case within(list: String, member: String, parameter: String)
        /// All records that name the customer in this member; the thing is what they are called.
        case naming(list: String, parameter: String)
        /// The names of the record's one member, whatever they are.
        case settings
    }

    /// What becomes of the thing.
    package enum Effect: Sendable, Hashable {
        /// It is there afterwards, with these values.
        case appears([Setting])
        /// It is there no more.
        case disappears
        /// It is no more under its name.
        case renamed
        /// Values of it are these afterwards.
        case becomes([Setting])
        /// The limit is another one, or has more or less left.
        case counts(LimitChange)
        /// A change of this type is planned, in place of any other.
        case planned(String)
        /// The package is that of the call; without one the account is a free one.
        case moved
        /// The customer is among those of the record that the call names.
        case joins
        /// All settings of the app are those of the call.
        case overwritten
    }

    package enum LimitChange: Sendable, Hashable {
        case total, recurring, increment, decrement
    }

    /// A value that a call sets.
    package struct Setting: Sendable, Hashable {
        enum Source: Sendable, Hashable {
            case parameter(String)
            case constant(String)
        }

        /// What the service was seen to do to the value.
        enum Keeping: Sendable, Hashable {
            case asGiven
            /// `http://` is put before an address without scheme.
            case withScheme
            case cut(Int)
            /// `1` is told as true, `0` as false.
            case asTruth
        }

        /// Its name in the read.
        let member: String
        let source: Source
        let keeping: Keeping

        static func given(_ parameter: String, as member: String? = nil, _ keeping: Keeping = .asGiven) -> Setting {
            Setting(member: member ?? parameter, source: .parameter(parameter), keeping: keeping)
        }

        static func fixed(_ member: String, _ value: String) -> Setting {
            Setting(member: member, source: .constant(value), keeping: .asGiven)
        }
    }

    /// What kind of thing it is, for the words about it.
    package enum Thing: Sendable, Hashable {
        case customer, limit, address, unsubscribe, parseEntry, eventURL, timezone, package, app, appSettings
        case monitor, monitorsOfCustomer, pendingChange
    }

    package let thing: Thing
    let look: Look
    /// Names of what is shown, in the order of the screen; a list is told by repeating its name.
    let shows: [String]
    let effect: Effect
}

extension Trace {
    /// In the list of customers, found by the name in this parameter.
    static func customer(_ effect: Effect, shows: [String], by parameter: String = "user") -> Trace {
        // The service's filter finds parts of names too: the record is picked by the whole name.
        let look = Look(
            read: .customerList, asks: [Link("username", from: parameter)],
            pick: .having(member: "username", parameters: [parameter]))
        return Trace(thing: .customer, look: look, shows: shows, effect: effect)
    }

    /// One of the two switches of a customer.
    static func customerSwitch(_ member: String, _ value: String) -> Trace {
        customer(.becomes([.fixed(member, value)]), shows: [member])
    }

    static func limit(_ effect: Effect) -> Trace {
        Trace(
            thing: .limit, look: .ofUser(.limitsGet, .only), shows: ["credit", "credit_remain", "last_reset"],
            effect: effect)
    }

    /// An address on one of the four lists.
    static func address(
        on list: Operation, _ effect: Effect, shows more: [String] = [], thing: Thing = .address
    ) -> Trace {
        let look = Look.ofUser(list, .having(member: "email", parameters: ["email"]))
        return Trace(thing: thing, look: look, shows: ["email"] + more, effect: effect)
    }

    /// The one value that a read of the customer tells.
    static func single(_ thing: Thing, _ read: Operation, _ member: String, _ effect: Effect) -> Trace {
        Trace(thing: thing, look: .ofUser(read, .only), shows: [member], effect: effect)
    }

    static func parse(_ effect: Effect) -> Trace {
        let look = Look.ofUser(.parseList, .within(list: "parse", member: "hostname", parameter: "hostname"))
        return Trace(thing: .parseEntry, look: look, shows: ["hostname", "url", "spam_check"], effect: effect)
    }

    static func appSwitch(_ value: String) -> Trace {
        let look = Look.ofUser(.appsList, .having(member: "name", parameters: ["name"]))
        return Trace(thing: .app, look: look, shows: ["activated"], effect: .becomes([.fixed("activated", value)]))
    }

    static let appSettings = Trace(
        thing: .appSettings,
        look: Look(
            read: .appsSettings, asks: [Link("user", from: "user"), Link("name", from: "name")], pick: .settings),
        shows: [], effect: .overwritten)

    /// A record of samples, under its name or under the new one that the call gives it.
    static func monitor(_ effect: Effect, newName: String? = nil) -> Trace {
        let names = ["name"] + (newName.map { [$0] } ?? [])
        let look = Look(read: .monitorList, asks: [], pick: .having(member: "name", parameters: names))
        return Trace(
            thing: .monitor, look: look, shows: ["name", "email", "frequency", "users"], effect: effect)
    }

    /// The records that a customer is on.
    static func monitorsOfCustomer(_ effect: Effect) -> Trace {
        let look = Look(read: .monitorList, asks: [], pick: .naming(list: "users", parameter: "user"))
        return Trace(thing: .monitorsOfCustomer, look: look, shows: ["name"], effect: effect)
    }

    static func pending(_ effect: Effect) -> Trace {
        let look = Look(
            read: .pendingList, asks: [Link("username", from: "user")],
            pick: .having(member: "username", parameters: ["user"]))
        return Trace(
            thing: .pendingChange, look: look, shows: ["type", "current", "update", "ips", "ip_groups", "date"],
            effect: effect)
    }

    static let package = single(.package, .accountOverview, "package", .moved)
}

extension Trace.Look {
    fileprivate static func ofUser(_ read: Operation, _ pick: Trace.Pick) -> Trace.Look {
        Trace.Look(read: read, asks: [Trace.Link("user", from: "user")], pick: pick)
    }
}
