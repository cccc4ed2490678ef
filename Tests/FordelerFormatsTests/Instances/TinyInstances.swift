/// Small instances written for the tests, one of each form.
enum TinyInstances {
    static let solomon = """
        TINY1

        VEHICLE
        NUMBER     CAPACITY
          2         20

        CUSTOMER
        CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

            0      0          0          0          0        100          0
            1      3          4         10          0         50         10
            2      6          8         10         30         60         10
            3      0          5         10          0         90         10
        """

    static let lilim = """
        2\t10\t1
        0\t0\t0\t0\t0\t100\t0\t0\t0
        1\t3\t4\t5\t0\t50\t1\t0\t2
        2\t6\t8\t-5\t0\t60\t1\t1\t0
        3\t1\t1\t7\t0\t50\t1\t0\t4
        4\t2\t2\t-7\t0\t60\t1\t3\t0
        """

    static let cordeau = """
        6 1 2 2
        50 10
        0 20
        1 3 4 2 5 1 1 1 0 40
        2 30 40 2 5 1 2 1 2 0 45
        3 0 0 0 0 0 0 0 100
        4 30 35 0 0 0 0 0 100
        """

    static let cvrp = """
        NAME : tiny-cvrp
        TYPE : CVRP
        DIMENSION : 4
        EDGE_WEIGHT_TYPE : EUC_2D
        CAPACITY : 10
        DISTANCE : 60
        SERVICE_TIME : 1
        NODE_COORD_SECTION
        1 0 0
        2 1 1
        3 0 2
        4 5 5
        DEMAND_SECTION
        1 0
        2 4
        3 4
        4 4
        DEPOT_SECTION
         1
         -1
        EOF
        """

    static let matrix = """
        NAME: tiny-matrix
        TYPE: CVRP
        DIMENSION: 3
        EDGE_WEIGHT_TYPE: EXPLICIT
        EDGE_WEIGHT_FORMAT: LOWER_DIAG_ROW
        CAPACITY: 5
        EDGE_WEIGHT_SECTION
        0
        7 0 9
        4 0
        DEMAND_SECTION
        1 0
        2 2
        3 3
        DEPOT_SECTION
        1
        -1
        EOF
        """

    /// Two depots, differing vehicles, windows, and a customer only vehicle 2 may serve.
    static let rich = """
        NAME: tiny-rich
        TYPE: MDHFVRPTW
        DIMENSION: 5
        VEHICLES: 3
        EDGE_WEIGHT_TYPE: EUC_2D
        VEHICLES_MAX_DURATION: 90
        NODE_COORD_SECTION
        1 0 0
        2 10 0
        3 1 0
        4 9 0
        5 5 5
        DEMAND_SECTION
        1 0
        2 0
        3 1
        4 2
        5 3
        SERVICE_TIME_SECTION
        1 0
        2 0
        3 5
        4 5
        5 5
        TIME_WINDOW_SECTION
        1 0 100
        2 0 100
        3 10 20
        4 0 100
        5 0 100
        CAPACITY_SECTION
        1 4
        2 4
        3 6
        VEHICLES_DEPOT_SECTION
        1 1
        2 2
        3 2
        VEHICLES_FIXED_COST_SECTION
        1 10
        2 10
        3 30
        VEHICLES_UNIT_DISTANCE_COST_SECTION
        1 1
        2 1
        3 2
        VEHICLES_ALLOWED_CLIENTS_SECTION
        1 3 4 5
        2 3 4
        3 3 4 5
        DEPOT_SECTION
        1
        2
        -1
        EOF
        """

    /// Prizes, release times and reloads.
    static let trips = """
        NAME: tiny-trips
        TYPE: MTVRPTWR
        DIMENSION: 4
        VEHICLES: 1
        CAPACITY: 2
        SERVICE_TIME: 3
        EDGE_WEIGHT_TYPE: EUC_2D
        NODE_COORD_SECTION
        1 0 0
        2 3 4
        3 0 5
        4 5 0
        DEMAND_SECTION
        1 0
        2 2
        3 1
        4 1
        TIME_WINDOW_SECTION
        1 0 200
        2 0 100
        3 0 100
        4 40 100
        RELEASE_TIME_SECTION
        1 0
        2 0
        3 20
        4 25
        PRIZE_SECTION
        1 0
        2 0
        3 12
        4 0
        VEHICLES_RELOAD_DEPOT_SECTION
        1 1
        DEPOT_SECTION
        1
        EOF
        """

    static let backhauls = """
        NAME: tiny-backhauls
        TYPE: VRPB
        DIMENSION: 4
        CAPACITY: 10
        EDGE_WEIGHT_TYPE: EUC_2D
        NODE_COORD_SECTION
        1 0 0
        2 3 4
        3 0 5
        4 5 0
        DEMAND_SECTION
        1 0
        2 6
        3 4
        4 0
        BACKHAUL_SECTION
        1 0
        2 0
        3 0
        4 9
        DEPOT_SECTION
        1
        EOF
        """
}
