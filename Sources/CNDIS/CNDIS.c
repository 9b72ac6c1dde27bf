#include "CNDIS.h"
