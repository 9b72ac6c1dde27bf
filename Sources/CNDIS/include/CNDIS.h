/// The NDIS 6.40 records with the documented 64-bit layout, and the engine's own hot records beside them.
/// Read `ndis_base.h`, then `ndis_net_buffer.h`; a driver in C needs nothing else but `ndis_driver.h`.
#pragma once

#include "ndis_base.h"
#include "ndis_net_buffer.h"
#include "ndis_request.h"
#include "byte_sum.h"
#include "engine_records.h"
#include "driver_call.h"
#include "ndis_driver.h"
#include "ndis_oid_records.h"
#include "ndis_interface_records.h"
#include "ndis_power_records.h"
