import Testing

/// The views beside the desk, as a person walks through them.
@Suite("Views", .enabled(if: Executable.hasTerminal, "tmux is not installed"))
struct ViewTests {
    @Test("A customer's settings, then billing, then back the same way")
    func walk() async throws {
        try await TmuxTerminal.desk { terminal in
            let desk = try await terminal.waitForDesk()
            try await terminal.keys("c")
            let customer = try await terminal.wait("the customer's settings") { screen in
                screen.rows[0].contains("Customer") && ["1 Profile", "3 Apps", "6 Parse"].allSatisfy(screen.isFresh)
                    && screen.contains("never shown; can be checked and set")
            }
            #expect(customer.rows[1].contains(desk.cursorCustomer.prefix(12)))
            try await terminal.keys("b")
            try await terminal.wait("the invoices") { $0.rows[0].contains("Billing") && $0.isFresh("1 Invoices") }
            try await terminal.keys("[")
            try await terminal.wait("the customer again") { $0.contains("1 Profile") }
            try await terminal.keys("Escape")
            let back = try await terminal.waitForDesk()
            #expect(back.cursorCustomer == desk.cursorCustomer)
        }
    }

    @Test("The program starts in the view that is asked for, and writes what it shows")
    func start() async throws {
        let home = try Home()
        try await TmuxTerminal.desk("--view billing", home: home) { terminal in
            try await terminal.wait("the packages") { $0.isFresh("4 Packages") }
            try await terminal.keys("4", "x")
            try await terminal.wait(for: "packages-")
            try await terminal.keys("C-u")
            try await terminal.paste(home.path + "/kept.csv")
            try await terminal.wait(for: "/kept.csv")
            try await terminal.keys("Enter")
            try await terminal.wait(for: "written to ")
        }
        #expect(try Home.text(of: home.path + "/kept.csv").hasPrefix("name,credits,price,"))
    }

    @Test("list prints the rows of a view; one customer's lists need the customer")
    func list() async throws {
        let home = try Home()
        let packages = try await Finished.desk(["list", "packages", "--csv"], home: home)
        #expect(packages.status == 0)
        #expect(
            packages.output.hasPrefix("name,credits,price,overage,own_IP,reseller,distributor_price,description\r\n"))
        let without = try await Finished.desk(["list", "suppressions"], home: home)
        #expect(without.status == 2)
        #expect(without.errors.contains("suppressions needs a customer: give --customer NAME."))
        let unknown = try await Finished.desk(["list", "packges"], home: home)
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("did you mean packages?"))
    }
}
