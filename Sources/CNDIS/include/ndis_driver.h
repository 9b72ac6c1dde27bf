/// All that a driver in C includes: structures, handlers and functions of NDIS 6.40 under their documented names.
#pragma once

#include "ndis_base.h"
#include "ndis_net_buffer.h"
#include "ndis_request.h"
#include "ndis_functions.h"
#include "ndis_oid_records.h"
#include "ndis_interface_records.h"
#include "ndis_power_records.h"
