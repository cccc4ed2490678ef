// The engine's insertion scan once more, in C++: the yardstick of `fordeler-kernels`.
#pragma once
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    int32_t duration, distance;
} TwinArc;

typedef struct {
    int32_t earliest, latest, service;
} TwinNode;

typedef struct {
    int32_t node, toNext, departure, latest;
} TwinSlot;

typedef struct {
    int32_t group, locked, frozen, unused;
} TwinVehicle;

typedef struct {
    double distance, use;
} TwinPrice;

/// What a scan reads; every array is the caller's.
typedef struct {
    int32_t nodeCount, jobCount, vehicleCount, stride, dimensions;
    bool hasTime, hasSimpleLoads;
    const TwinArc *arcs, *arcsInto;
    const TwinNode *nodes;
    const int32_t *firstNodes, *isShipment;
    const TwinSlot *slots;
    const int32_t *counts;
    const TwinVehicle *vehicles;
    const TwinPrice *prices;
    const int32_t *capacity, *routeLoad;
    const double *placement;
    int32_t classCount;
    const int32_t *loadedAtStart, *loadChange, *legLoad;
} TwinInstance;

typedef struct {
    int64_t evaluations;
    uint64_t checksum;
} TwinSweep;

/// Prices every job in every route that is in use.
TwinSweep twinSweep(const TwinInstance *instance);

#ifdef __cplusplus
}
#endif
